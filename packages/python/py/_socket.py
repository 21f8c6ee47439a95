"""`_socket` for the page: what CPython's C module gives, over the calls of the lab.

The standard library's own `socket.py` stands on this one. Each method is one call of the protocol.
"""

import errno
import operator
import types
import warnings

from _sockpit import addresses, blocking, names, settings
from _sockpit.constants import *
from _sockpit.inet import inet_ntop, inet_pton
from _sockpit.names import (
    getaddrinfo,
    gethostbyaddr,
    gethostbyname,
    gethostbyname_ex,
    gethostname,
    getnameinfo,
    getservbyname,
    getservbyport,
)
from _sockpit.original_socket import (
    CAPI,
    gaierror,
    herror,
    htonl,
    htons,
    inet_aton,
    inet_ntoa,
    ntohl,
    ntohs,
)

has_ipv6 = True
error = OSError
timeout = TimeoutError

_FAMILY_NAMES = {AF_INET: "AF_INET", AF_INET6: "AF_INET6", AF_UNIX: "AF_UNIX"}
_TYPE_NAMES = {SOCK_STREAM: "SOCK_STREAM", SOCK_DGRAM: "SOCK_DGRAM"}
_TYPE_FLAGS = SOCK_NONBLOCK | SOCK_CLOEXEC
_HOW_NAMES = {SHUT_RD: "SHUT_RD", SHUT_WR: "SHUT_WR", SHUT_RDWR: "SHUT_RDWR"}
_FLAG_NAMES = {
    MSG_OOB: "MSG_OOB",
    MSG_PEEK: "MSG_PEEK",
    MSG_DONTWAIT: "MSG_DONTWAIT",
    MSG_WAITALL: "MSG_WAITALL",
    MSG_TRUNC: "MSG_TRUNC",
    MSG_NOSIGNAL: "MSG_NOSIGNAL",
    MSG_MORE: "MSG_MORE",
}
_INT_MAX = 0x7FFFFFFF
# The largest type that Linux knows, SOCK_PACKET.
_LAST_TYPE = 10

# What each open fd is, for `socket(fileno=fd)`: fd → (family, type, proto).
_kinds = {}

_default_timeout = None


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = _parse_timeout(timeout)


def close(fd, /):
    """Closes a descriptor by its number."""
    _kinds.pop(fd, None)
    _call("close", {"fd": fd})


def dup(fd, /):
    raise OSError(errno.EOPNOTSUPP, "dup is not supported yet")


class socket:
    __slots__ = ("_fd", "_family", "_type", "_proto", "_timeout")

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._fd = -1
        self._family = self._type = self._proto = 0
        self._timeout = None
        return self

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None:
            family = AF_INET if family == -1 else operator.index(family)
            type = SOCK_STREAM if type == -1 else operator.index(type)
            proto = 0 if proto == -1 else operator.index(proto)
            self._fd = _make(family, type & ~_TYPE_FLAGS, proto)
        else:
            family, type, proto = _adopt(fileno, (family, type, proto))
            self._fd = fileno
        self._family, self._type, self._proto = family, type & ~_TYPE_FLAGS, proto
        _kinds[self._fd] = (self._family, self._type, self._proto)
        if type & SOCK_NONBLOCK:
            self.settimeout(0.0)
        elif _default_timeout is not None:
            self.settimeout(_default_timeout)

    family = property(operator.attrgetter("_family"), doc="the socket family")
    type = property(operator.attrgetter("_type"), doc="the socket type")
    proto = property(operator.attrgetter("_proto"), doc="the socket protocol")
    timeout = property(operator.attrgetter("_timeout"), doc="the socket timeout")

    def __repr__(self):
        return (
            f"<socket object, fd={self._fd}, family={self._family:d}, "
            f"type={self._type:d}, proto={self._proto}>"
        )

    def __del__(self):
        fd = self._fd
        if fd < 0:
            return
        self._fd = -1
        # Without the addresses that `repr` gives: a finalizer may not wait for an answer.
        unclosed = (
            f"unclosed <socket.socket fd={fd}, family={self._family:d}, "
            f"type={self._type:d}, proto={self._proto}>"
        )
        warnings.warn(unclosed, ResourceWarning, source=self, skip_file_prefixes=("<sockpit>/",))
        _kinds.pop(fd, None)
        blocking.post("close", {"fd": fd})

    def fileno(self):
        return self._fd

    def detach(self):
        fd, self._fd = self._fd, -1
        return fd

    def close(self):
        fd, self._fd = self._fd, -1
        if fd < 0:
            return
        _kinds.pop(fd, None)
        try:
            _call("close", {"fd": fd})
        except ConnectionResetError:
            # As in CPython: close(2) has freed the descriptor all the same.
            pass

    def bind(self, address, /):
        self._call("bind", {"address": self._encode(address, "bind")})

    def listen(self, backlog=128, /):
        self._call("listen", {"backlog": max(0, _c_int(backlog))})

    def _accept(self):
        result, _ = self._call("accept", {})
        _kinds[result["fd"]] = (self._family, self._type, self._proto)
        return result["fd"], addresses.decode(self._family, result["address"])

    def connect(self, address, /):
        self._call("connect", {"address": self._encode(address, "connect")})

    def connect_ex(self, address, /):
        encoded = self._encode(address, "connect_ex")
        try:
            result, _ = self._call("connect_ex", {"address": encoded})
        except TimeoutError as failure:
            # The socket's own timeout, not the kernel's ETIMEDOUT, which comes as a result.
            return errno.EAGAIN if failure.errno is None else failure.errno
        except OSError as failure:
            if failure.errno is None or isinstance(failure, gaierror):
                raise
            return failure.errno
        return result["errno"]

    def getsockname(self):
        result, _ = self._call("getsockname", {})
        return addresses.decode(self._family, result["address"])

    def getpeername(self):
        result, _ = self._call("getpeername", {})
        return addresses.decode(self._family, result["address"])

    def send(self, data, flags=0, /):
        with _buffer(data) as view:
            piece = view[: settings.data_bytes]
            result, _ = self._call("send", {"flags": _flag_names(flags)}, piece)
        return result["bytes"]

    def sendall(self, data, flags=0, /):
        names_of_flags = _flag_names(flags)
        with _buffer(data) as view:
            # Once at least: an empty datagram is a datagram.
            for start in range(0, max(1, len(view)), settings.data_bytes):
                piece = view[start : start + settings.data_bytes]
                self._call("sendall", {"flags": names_of_flags}, piece)

    def sendto(self, data, *args):
        if not 1 <= len(args) <= 2:
            raise TypeError(f"sendto() takes 2 or 3 arguments ({1 + len(args)} given)")
        flags, address = (0, args[0]) if len(args) == 1 else args
        params = {"flags": _flag_names(flags)}
        with _buffer(data) as view:
            params["address"] = self._encode(address, "sendto")
            if len(view) > settings.data_bytes:
                raise OSError(errno.EMSGSIZE, "Message too long")
            result, _ = self._call("sendto", params, view)
        return result["bytes"]

    def recv(self, bufsize, flags=0, /):
        return self._receive("recv", _buffer_size(bufsize, "recv"), flags)[1]

    def recv_into(self, buffer, nbytes=0, flags=0):
        with _writable_buffer(buffer, "recv_into") as view:
            bufsize = _buffer_size(nbytes, "recv_into")
            if bufsize > len(view):
                raise ValueError("buffer too small for requested bytes")
            _, data = self._receive("recv", bufsize or len(view), flags)
            view[: len(data)] = data
        return len(data)

    def recvfrom(self, bufsize, flags=0, /):
        result, data = self._receive("recvfrom", _buffer_size(bufsize, "recvfrom"), flags)
        return data, addresses.decode(self._family, result["address"])

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        with _writable_buffer(buffer, "recvfrom_into") as view:
            bufsize = _buffer_size(nbytes, "recvfrom_into")
            if bufsize > len(view):
                raise ValueError("nbytes is greater than the length of the buffer")
            result, data = self._receive("recvfrom", bufsize or len(view), flags)
            view[: len(data)] = data
        return len(data), addresses.decode(self._family, result["address"])

    def shutdown(self, how, /):
        how = _c_int(how)
        if how not in _HOW_NAMES:
            raise OSError(errno.EINVAL, "Invalid argument")
        self._call("shutdown", {"how": _HOW_NAMES[how]})

    def settimeout(self, timeout, /):
        seconds = _parse_timeout(timeout)
        self._call("settimeout", {"timeout": seconds})
        self._timeout = seconds

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag, /):
        timeout = None if flag else 0.0
        # `socket.accept` says this of every new connection; only a change is worth a call.
        if timeout != self._timeout or self._fd < 0:
            self.settimeout(timeout)

    def getblocking(self):
        return self._timeout != 0.0

    def setsockopt(self, level, optname, value, optlen=None, /):
        raise OSError(errno.ENOPROTOOPT, "setsockopt is not supported yet")

    def getsockopt(self, level, optname, buflen=0, /):
        raise OSError(errno.ENOPROTOOPT, "getsockopt is not supported yet")

    def _call(self, command, params, data=None):
        if self._fd < 0:
            raise OSError(errno.EBADF, "Bad file descriptor")
        return _call(command, {"fd": self._fd, **params}, data)

    def _receive(self, command, bufsize, flags):
        return self._call(command, {"bufsize": bufsize, "flags": _flag_names(flags)})

    def _encode(self, address, caller):
        encoded = addresses.encode(self._family, address, caller)
        if "host" in encoded:
            encoded["host"] = names.resolve(encoded["host"], self._family)
        return encoded


SocketType = socket


def _call(command, params, data=None):
    """Makes the call; this is where the protocol's errors become Python's."""
    try:
        return blocking.call(command, params, data)
    except blocking.CallError as failure:
        exception = _exception(failure.error)
    raise exception


def _exception(failure):
    if failure["kind"] == "timeout":
        return TimeoutError("timed out")
    if failure["kind"] != "errno":
        return OSError(failure["message"])
    of_name = failure["errno"].startswith("EAI_")
    return (gaierror if of_name else OSError)(failure["number"], failure["message"])


def _make(family, type, proto):
    if family not in _FAMILY_NAMES:
        raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")
    if not (0 <= type <= _LAST_TYPE and 0 <= proto <= 255):
        raise OSError(errno.EINVAL, "Invalid argument")
    if type == SOCK_RAW and family != AF_UNIX:
        raise OSError(errno.EPERM, "Operation not permitted")
    if type not in _TYPE_NAMES:
        raise OSError(errno.ESOCKTNOSUPPORT, "Socket type not supported")
    params = {"family": _FAMILY_NAMES[family], "type": _TYPE_NAMES[type], "proto": proto}
    return _call("socket", params)[0]["fd"]


def _adopt(fileno, given):
    if isinstance(fileno, float):
        raise TypeError("integer argument expected, got float")
    fd = operator.index(fileno)
    if fd < 0:
        raise ValueError("negative file descriptor")
    if fd not in _kinds:
        raise OSError(errno.EBADF, "Bad file descriptor")
    return tuple(known if value == -1 else value for value, known in zip(given, _kinds[fd], strict=True))


def _parse_timeout(value):
    if value is None:
        return None
    if isinstance(value, float):
        if value != value:
            raise ValueError("Invalid value NaN (not a number)")
    elif not hasattr(value, "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if value < 0:
        raise ValueError("Timeout value out of range")
    if value > settings.timeout_seconds:
        raise OverflowError("timestamp too large to convert to C PyTime_t")
    return float(value)


def _buffer(data):
    try:
        return memoryview(data).cast("B")
    except TypeError:
        if isinstance(data, (str, int, float, list, tuple, dict, set, type(None))):
            raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
        raise


def _writable_buffer(buffer, caller):
    try:
        view = memoryview(buffer).cast("B")
    except TypeError:
        view = None
    if view is None or view.readonly:
        kind = type(buffer).__name__
        raise TypeError(f"{caller}() argument 1 must be read-write bytes-like object, not {kind}")
    return view


def _buffer_size(bufsize, caller):
    number = operator.index(bufsize)
    if number < 0:
        raise ValueError(f"negative buffersize in {caller}")
    return min(number, _INT_MAX)


def _c_int(value):
    number = operator.index(value)
    if not -_INT_MAX - 1 <= number <= _INT_MAX:
        raise OverflowError("Python int too large to convert to C int")
    return number


def _flag_names(flags):
    rest = _c_int(flags)
    names_of_flags = []
    for bit, name in _FLAG_NAMES.items():
        if rest & bit:
            names_of_flags.append(name)
            rest &= ~bit
    if rest:
        raise OSError(errno.EOPNOTSUPP, f"message flags {rest:#x} are not supported here")
    return names_of_flags


# What `socket.py` takes over: everything public except the modules used here.
__all__ = [
    name for name, value in globals().items() if name[0] != "_" and not isinstance(value, types.ModuleType)
]
