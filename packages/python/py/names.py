"""Host and service names: literals, localhost and the lab's own name. There is no DNS in a lab."""

import _sockpit.constants as c

from _sockpit.inet import inet_ntop, inet_pton
from _sockpit.original_socket import gaierror, herror

HOSTNAME = "lab"

_SERVICES = {
    "echo": (7, "tcp", "udp"),
    "discard": (9, "tcp", "udp"),
    "daytime": (13, "tcp"),
    "ftp": (21, "tcp"),
    "ssh": (22, "tcp"),
    "telnet": (23, "tcp"),
    "smtp": (25, "tcp"),
    "time": (37, "tcp", "udp"),
    "domain": (53, "tcp", "udp"),
    "tftp": (69, "udp"),
    "http": (80, "tcp"),
    "pop3": (110, "tcp"),
    "ntp": (123, "udp"),
    "imap2": (143, "tcp"),
    "snmp": (161, "tcp", "udp"),
    "https": (443, "tcp", "udp"),
}

_TYPES = (
    (c.SOCK_STREAM, c.IPPROTO_TCP, "tcp"),
    (c.SOCK_DGRAM, c.IPPROTO_UDP, "udp"),
    (c.SOCK_RAW, 0, None),
)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if family not in (c.AF_UNSPEC, c.AF_INET, c.AF_INET6):
        raise _failure(c.EAI_FAMILY)
    if host is None and port is None:
        raise _failure(c.EAI_NONAME)
    host = _text(host, "getaddrinfo() argument 1 must be string or None")
    kinds = [kind for kind in _TYPES if type in (0, kind[0]) and proto in (0, kind[1] or proto)]
    if not kinds:
        raise _failure(c.EAI_SOCKTYPE)
    entries = []
    canonical = host if flags & c.AI_CANONNAME and host else ""
    for found_family, literal in _addresses(host, family, flags):
        for kind, protocol, name in kinds:
            number = _port(port, name, flags)
            if number is None:
                continue
            address = (literal, number) if found_family == c.AF_INET else (literal, number, 0, 0)
            entries.append((found_family, kind, protocol or proto, canonical, address))
            canonical = ""
    if not entries:
        raise _failure(c.EAI_SERVICE)
    return entries


def gethostbyname(hostname, /):
    host = _text(hostname, "gethostbyname() argument 1 must be str")
    if host == "<broadcast>":
        return "255.255.255.255"
    if host == "":
        return "0.0.0.0"
    return _addresses(host, c.AF_INET, 0)[0][1]


def gethostbyname_ex(hostname, /):
    return (hostname, [], [gethostbyname(hostname)])


def gethostbyaddr(ip_address, /):
    host = gethostbyname(ip_address) if _literal(ip_address) is None else ip_address
    if host in ("127.0.0.1", "::1"):
        return ("localhost", [], [host])
    raise herror(1, "Unknown host")


def getnameinfo(sockaddr, flags, /):
    if not isinstance(sockaddr, tuple):
        raise TypeError("getnameinfo() argument 1 must be a tuple")
    host, port = sockaddr[:2]
    literal = _literal(host)
    if literal is None:
        raise _failure(c.EAI_NONAME)
    name = literal[1]
    if name in ("127.0.0.1", "::1") and not flags & c.NI_NUMERICHOST:
        name = "localhost"
    elif flags & c.NI_NAMEREQD:
        raise _failure(c.EAI_NONAME)
    return name, _service(port, flags)


def gethostname():
    return HOSTNAME


def getservbyname(servicename, protocolname=None, /):
    port, *protocols = _SERVICES.get(servicename, (0,))
    if not protocols or protocolname not in (None, *protocols):
        raise OSError("service/proto not found")
    return port


def getservbyport(port, protocolname=None, /):
    if not 0 <= port <= 0xFFFF:
        raise OverflowError("getservbyport: port must be 0-65535.")
    for name, (number, *protocols) in _SERVICES.items():
        if number == port and protocolname in (None, *protocols):
            return name
    raise OSError("port/proto not found")


def resolve(host, family):
    """The address to hand to the kernel for a host name in an address tuple."""
    if host == HOSTNAME:
        return _addresses(host, family, 0)[0][1]
    return host


def _addresses(host, family, flags):
    if not host:
        v4, v6 = ("0.0.0.0", "::") if flags & c.AI_PASSIVE and host is None else ("127.0.0.1", "::1")
        found = [(c.AF_INET, v4), (c.AF_INET6, v6)]
        if not flags & c.AI_PASSIVE:
            found.reverse()
    elif (literal := _literal(host)) is not None:
        if family not in (c.AF_UNSPEC, literal[0]):
            raise _failure(c.EAI_ADDRFAMILY)
        return [literal]
    elif flags & c.AI_NUMERICHOST:
        raise _failure(c.EAI_NONAME)
    elif host == HOSTNAME:
        found = [(c.AF_INET, "127.0.0.1")]
    elif host.rstrip(".").lower() in ("localhost", "localhost.localdomain"):
        found = [(c.AF_INET6, "::1"), (c.AF_INET, "127.0.0.1")]
    else:
        raise _failure(c.EAI_NONAME)
    found = [entry for entry in found if family in (c.AF_UNSPEC, entry[0])]
    if not found:
        raise _failure(c.EAI_ADDRFAMILY)
    return found


def _literal(host):
    for family in (c.AF_INET, c.AF_INET6):
        try:
            return (family, inet_ntop(family, inet_pton(family, host)))
        except OSError:
            pass
    return None


def _port(port, protocol, flags):
    if port is None:
        return 0
    if isinstance(port, int):
        return port & 0xFFFF
    text = _text(port, "Int or String expected")
    if text.isascii() and text.isdigit():
        return int(text) & 0xFFFF
    if flags & c.AI_NUMERICSERV:
        raise _failure(c.EAI_NONAME)
    number, *protocols = _SERVICES.get(text, (0,))
    return number if protocol in protocols else None


def _service(port, flags):
    if not flags & c.NI_NUMERICSERV:
        try:
            return getservbyport(port, "udp" if flags & c.NI_DGRAM else "tcp")
        except OSError:
            pass
    return str(port)


def _text(value, message):
    if value is None or isinstance(value, str):
        return value if value is None or value.isascii() else value.encode("idna").decode("ascii")
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("latin-1")
    raise TypeError(message)


_MESSAGES = {
    c.EAI_NONAME: "Name or service not known",
    c.EAI_FAMILY: "ai_family not supported",
    c.EAI_SOCKTYPE: "ai_socktype not supported",
    c.EAI_SERVICE: "Servname not supported for ai_socktype",
    c.EAI_ADDRFAMILY: "Address family for hostname not supported",
}


def _failure(number):
    return gaierror(number, _MESSAGES[number])
