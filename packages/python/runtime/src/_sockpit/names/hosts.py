"""Host names: literals, localhost and the names of the lab's hosts. There is no DNS in a lab."""

import errno
from typing import Any, cast

from _sockpit.c_calls import arguments, c_int, c_long, named_arguments, no_arguments, wrong_count
from _sockpit.names import interfaces, lab_hosts, lookups, services
from _sockpit.pyodide_internals.originals import original_socket
from _sockpit.sockets import constants as c
from _sockpit.sockets.inet import inet_ntop, inet_pton

gaierror = original_socket.gaierror
herror = original_socket.herror
inet_aton = original_socket.inet_aton

# Family, canonical text and scope of an address.
Literal = tuple[int, str, int]

# Family, type, protocol, canonical name and address: what `getaddrinfo` gives.
AddressInfo = tuple[int, int, int, str, tuple[Any, ...]]

_LOCALHOST = ("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback")

# (type, protocol, name, whether asking for neither type nor protocol gives it): glibc's order.
_IPPROTO_DCCP, _SOCK_DCCP = 33, 6
_KINDS = (
    (c.SOCK_STREAM, c.IPPROTO_TCP, "tcp", True),
    (c.SOCK_DGRAM, c.IPPROTO_UDP, "udp", True),
    (_SOCK_DCCP, _IPPROTO_DCCP, "dccp", False),
    (c.SOCK_DGRAM, c.IPPROTO_UDPLITE, "udplite", False),
    (c.SOCK_STREAM, c.IPPROTO_SCTP, "sctp", False),
    (c.SOCK_SEQPACKET, c.IPPROTO_SCTP, "sctp", False),
    (c.SOCK_RAW, 0, "raw", True),
)

_MAX_SCOPE_ID = 0xFFFFFFFF

# AI_IDN and AI_CANONIDN of glibc, which Python has no names for.
_IDN_FLAGS = 0x40 | 0x80
_KNOWN_FLAGS = (
    c.AI_PASSIVE
    | c.AI_CANONNAME
    | c.AI_NUMERICHOST
    | c.AI_ADDRCONFIG
    | c.AI_V4MAPPED
    | c.AI_NUMERICSERV
    | c.AI_ALL
    | _IDN_FLAGS
)


@named_arguments
def getaddrinfo(
    host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0
) -> list[AddressInfo]:
    """Resolve host and port into list of address info entries."""
    family, type, proto, flags = c_int(family), c_int(type), c_int(proto), c_int(flags)
    host = _host_or_none(host)
    service = _service_text(port)
    with lookups.report("getaddrinfo", host, service) as lookup:
        entries = _entries(host, service, family, type, proto, flags)
        if host is not None and _is_name(host):
            lookup.answers = [address[0] for *_, address in entries]
    return entries


def _entries(
    host: str | None, service: str | None, family: int, type: int, proto: int, flags: int
) -> list[AddressInfo]:
    if flags & ~_KNOWN_FLAGS:
        raise _failure(c.EAI_BADFLAGS)
    if host is None and service is None:
        raise _failure(c.EAI_NONAME)
    if host is None and flags & c.AI_CANONNAME:
        raise _failure(c.EAI_BADFLAGS)
    if service and flags & c.AI_NUMERICSERV and _number(service) is None:
        raise _failure(c.EAI_NONAME)
    if family not in (c.AF_UNSPEC, c.AF_INET, c.AF_INET6):
        raise _failure(c.EAI_FAMILY)
    endings = _endings(service, type, proto)
    entries: list[AddressInfo] = []
    canonical = _canonical(host) if host is not None and flags & c.AI_CANONNAME else ""
    for found_family, literal, scope_id in _addresses(host, family, flags):
        for kind, protocol, number in endings:
            address = (literal, number) if found_family == c.AF_INET else (literal, number, 0, scope_id)
            entries.append((found_family, kind, protocol, canonical, address))
            canonical = ""
    return entries


@arguments(1, 1)
def gethostbyname(hostname: object) -> str:
    """Return the IP address (a string of the form '255.255.255.255') for a host."""
    return _looked_up("gethostbyname", hostname)[1]


@arguments(1, 1)
def gethostbyname_ex(hostname: object) -> tuple[str, list[str], list[str]]:
    """Return the true host name, a list of aliases, and a list of IP addresses, for a host."""
    host, address = _looked_up("gethostbyname_ex", hostname)
    return (_canonical(host), [], [address])


def _looked_up(function: str, hostname: object) -> tuple[str, str]:
    """The host's name, and its address."""
    host = _host(hostname, function)
    with lookups.report(function, host) as lookup:
        address = _address_of(host)
        if _is_name(host):
            lookup.answers = [address]
    return host, address


@arguments(1, 1)
def gethostbyaddr(ip_address: object) -> tuple[str, list[str], list[str]]:
    """Return the true host name, a list of aliases, and a list of IP addresses, for a host."""
    host = _host(ip_address, "gethostbyaddr")
    with lookups.report("gethostbyaddr", host) as lookup:
        literal = _literal(host)
        address = literal[1] if literal is not None else _address_of(host)
        name = _name_of(address)
        if name is None:
            raise herror(1, "Unknown host")
        lookup.answers = [name]
    return (name, [], [address])


def getnameinfo(*args: Any, **kwargs: Any) -> tuple[str, str]:
    """Get host and port for a sockaddr."""
    if kwargs:
        raise TypeError("getnameinfo() takes no keyword arguments")
    try:
        return _getnameinfo(*args)
    except Exception as error:
        failure = error.with_traceback(None)
    # As a C function, it leaves no reference to its arguments behind in the traceback.
    del args
    try:
        raise failure
    finally:
        del failure


def _getnameinfo(*args: Any) -> tuple[str, str]:
    if len(args) != 2:
        raise TypeError(f"getnameinfo() {wrong_count(2, 2, len(args))}")
    sockaddr, flags = args[0], c_int(args[1])
    host, port, scope_id = _parts(sockaddr)
    literal = _literal(host)
    if literal is None:
        raise _failure(c.EAI_NONAME)
    family, address, _ = literal
    if family == c.AF_INET and len(sockaddr) != 2:
        raise OSError("IPv4 sockaddr must be 2 tuple")
    if flags & ~(c.NI_NUMERICHOST | c.NI_NUMERICSERV | c.NI_NOFQDN | c.NI_NAMEREQD | c.NI_DGRAM | 0x20 | 0x40):
        raise _failure(c.EAI_BADFLAGS)
    name = None
    if not flags & c.NI_NUMERICHOST:
        with lookups.report("getnameinfo", address) as lookup:
            name = _name_of(address)
            if name is not None:
                lookup.answers = [name]
            elif flags & c.NI_NAMEREQD:
                raise _failure(c.EAI_NONAME)
    elif flags & c.NI_NAMEREQD:
        raise _failure(c.EAI_NONAME)
    if name is None:
        name = address
        # As in CPython, it is the tuple's, whatever the address names.
        if family == c.AF_INET6 and scope_id:
            name += _scope(address, scope_id)
    return name, _service_name(port & 0xFFFF, flags)


@no_arguments
def gethostname():
    """Return the current host name."""
    return lab_hosts.hostname()


@arguments(1, 1)
def sethostname(name: Any):
    """Sets the hostname to name."""
    if not isinstance(name, (str, bytes, bytearray)):
        raise TypeError(f"sethostname() argument 1 must be str, not {type(name).__name__}")
    raise OSError(errno.EPERM, "Operation not permitted")


def resolve(host: str, family: int) -> str:
    """The address to hand to the kernel for a host name in an address tuple."""
    # The lab resolves names of hosts on a wire itself, and its events show them.
    if host in _LOCALHOST[1:] or (lab_hosts.is_known(host) and not lab_hosts.is_on_wire):
        return _addresses(host, family, 0)[0][1]
    # As glibc reads it: 127.1 is an address too.
    literal = _literal(host)
    return literal[1] if literal is not None and literal[0] == family else host


def _endings(service: str | None, type: int, proto: int) -> list[tuple[int, int, int]]:
    """(type, protocol, port) of each kind of socket that fits."""
    kinds: list[tuple[int, int, str]] = []
    for kind, protocol, name, is_usual in _KINDS:
        if (type and type != kind) or (proto and protocol and proto != protocol):
            continue
        if type or proto:
            # Who names one of them gets the first that fits.
            kinds = [(kind, protocol or proto, name)]
            break
        if is_usual:
            kinds.append((kind, protocol, name))
    if not kinds:
        raise _failure(c.EAI_SOCKTYPE)
    if not service:
        return [(kind, protocol, 0) for kind, protocol, _ in kinds]
    number = _number(service)
    if number is not None and not 0 <= number <= 0x7FFFFFFF:
        raise _failure(c.EAI_SERVICE)
    found: list[tuple[int, int, int]] = []
    for kind, protocol, name in kinds:
        port = services.port_of(service, name) if number is None else number & 0xFFFF
        if port is None or (name == "raw" and (type or proto or number is None)):
            continue
        found.append((kind, protocol, port))
    if not found:
        raise _failure(c.EAI_SERVICE)
    return found


def _addresses(host: str | None, family: int, flags: int) -> list[Literal]:
    """(family, literal, scope) of each address."""
    if host is None:
        flags &= ~c.AI_V4MAPPED
        if flags & c.AI_PASSIVE:
            found = [(c.AF_INET, "0.0.0.0", 0), (c.AF_INET6, "::", 0)]
        else:
            found = [(c.AF_INET6, "::1", 0), (c.AF_INET, "127.0.0.1", 0)]
    elif (literal := _literal(host)) is not None:
        found = [literal]
        if family == c.AF_INET and literal[1].startswith("::ffff:") and "." in literal[1]:
            found = [(c.AF_INET, literal[1].removeprefix("::ffff:"), 0)]
    elif flags & c.AI_NUMERICHOST:
        raise _failure(c.EAI_NONAME)
    elif lab_hosts.is_known(host):
        # IPv6 before IPv4: RFC 6724, as glibc sorts them.
        found = [(c.AF_INET6 if ":" in address else c.AF_INET, address, 0) for address in lab_hosts.addresses_of(host)]
        found.sort(key=lambda entry: entry[0] == c.AF_INET)
    elif host.startswith("ip6-") and host in _LOCALHOST:
        found = [(c.AF_INET6, "::1", 0)]
    elif host.rstrip(".").lower() in _LOCALHOST:
        found = [(c.AF_INET6, "::1", 0), (c.AF_INET, "127.0.0.1", 0)]
    else:
        raise _failure(c.EAI_NONAME)
    fitting = [entry for entry in found if family in (c.AF_UNSPEC, entry[0])]
    is_mapped = family == c.AF_INET6 and flags & c.AI_V4MAPPED and (not fitting or flags & c.AI_ALL)
    if is_mapped:
        fitting += [(c.AF_INET6, f"::ffff:{text}", 0) for found_family, text, _ in found if found_family == c.AF_INET]
    if not fitting:
        raise _failure(c.EAI_ADDRFAMILY)
    return fitting


def _is_name(host: str):
    """Whether there is something to look up: it is no address that is written as one."""
    return host not in ("", "<broadcast>") and _literal(host) is None


def _address_of(host: str):
    if host == "":
        return "0.0.0.0"
    if host == "<broadcast>":
        return "255.255.255.255"
    return _addresses(host, c.AF_INET, 0)[0][1]


def _literal(host: str) -> Literal | None:
    """(family, canonical text, scope) of an address that is written as one, else None."""
    text, _, scope = host.partition("%")
    try:
        address = inet_ntop(c.AF_INET6, inet_pton(c.AF_INET6, text))
    except OSError:
        pass
    else:
        scope_id = _scope_id(address, scope) if "%" in host else 0
        return None if scope_id is None else (c.AF_INET6, address, scope_id)
    if scope or not host or host != host.strip():
        return None
    try:
        # As glibc: also 127.1, 0x7f.1 and the like.
        return (c.AF_INET, ".".join(map(str, inet_aton(host))), 0)
    except (OSError, ValueError):
        return None


def _scope_id(address: str, scope: str) -> int | None:
    """As glibc: an interface is named where the scope is link-local, and numbered anywhere. None for no such scope."""
    index = interfaces.index_of(scope) if _is_link_local(address) else None
    if index is not None:
        return index
    number = int(scope) if scope.isascii() and scope.isdecimal() else None
    return number if number is not None and number <= _MAX_SCOPE_ID else None


def _is_link_local(address: str) -> bool:
    """fe80::/10, and multicast groups of that scope."""
    first = inet_pton(c.AF_INET6, address)[:2]
    return (first[0] == 0xFE and first[1] & 0xC0 == 0x80) or (first[0] == 0xFF and first[1] & 0xF == 2)


def _scope(address: str, number: int) -> str:
    """As glibc: of what has link-local scope, the interface is named."""
    if _is_link_local(address):
        try:
            return f"%{interfaces.if_indextoname(number)}"
        except OSError:
            pass
    return f"%{number}"


def _name_of(address: str) -> str | None:
    return "localhost" if address in ("127.0.0.1", "::1") else lab_hosts.name_of(address)


def _canonical(host: str) -> str:
    return host.lower() if host.lower() in _LOCALHOST or lab_hosts.is_known(host) else host


def _service_name(port: int, flags: int) -> str:
    protocol = "udp" if flags & c.NI_DGRAM else "tcp"
    name = None if flags & c.NI_NUMERICSERV else services.name_of(port, protocol)
    return str(port) if name is None else name


def _parts(sockaddr: Any) -> tuple[str, int, int]:
    if not isinstance(sockaddr, tuple):
        raise TypeError("getnameinfo() argument 1 must be a tuple")
    host, *numbers = cast("tuple[Any, ...]", sockaddr) or (None,)
    if not 1 <= len(numbers) <= 3 or not isinstance(host, str):
        raise TypeError("getnameinfo(): illegal sockaddr argument")
    port, flowinfo, scope_id = (*map(c_int, numbers), 0, 0)[:3]
    if not 0 <= flowinfo <= 0xFFFFF:
        raise OverflowError("getnameinfo(): flowinfo must be 0-1048575.")
    return host, port, scope_id


def _host_or_none(host: object) -> str | None:
    if host is None:
        return None
    if isinstance(host, str):
        return host.encode("idna").decode("ascii")
    if isinstance(host, (bytes, bytearray)):
        return bytes(host).decode("latin-1")
    raise TypeError("getaddrinfo() argument 1 must be string or None")


def _host(host: object, caller: str) -> str:
    if isinstance(host, str):
        text = host if host.isascii() else host.encode("idna").decode("ascii")
    elif isinstance(host, (bytes, bytearray)):
        text = bytes(host).decode("latin-1")
    else:
        kind = "None" if host is None else type(host).__name__
        raise TypeError(f"{caller}() argument 1 must be str, bytes or bytearray, not {kind}")
    if "\0" in text:
        kind = type(host).__name__
        raise TypeError(f"{caller}() argument 1 must be encoded string without null bytes, not {kind}")
    return text


def _service_text(port: object) -> str | None:
    """The text that glibc gets: what Python prints a number as."""
    if port is None:
        return None
    if isinstance(port, int):
        return str(c_long(port))
    if isinstance(port, str):
        return port.encode("utf-8").decode("latin-1")
    if isinstance(port, (bytes, bytearray)):
        return bytes(port).decode("latin-1")
    raise OSError("Int or String expected")


def _number(service: str) -> int | None:
    try:
        return int(service) if service.strip().lstrip("+-").isdecimal() else None
    except ValueError:
        return None


_MESSAGES = {
    c.EAI_BADFLAGS: "Bad value for ai_flags",
    c.EAI_NONAME: "Name or service not known",
    c.EAI_FAMILY: "ai_family not supported",
    c.EAI_SOCKTYPE: "ai_socktype not supported",
    c.EAI_SERVICE: "Servname not supported for ai_socktype",
    c.EAI_ADDRFAMILY: "Address family for hostname not supported",
}


def _failure(number: int) -> Exception:
    return gaierror(number, _MESSAGES[number])
