"""`_socket` for the page: what CPython's C module gives, over the calls of the lab.

The standard library's own `socket.py` stands on this one. Each method is one call of the protocol.
"""
# What is imported here is what this module gives.
# ruff: noqa: F401, F403, F405
# pyright: reportUnusedImport=false

from __future__ import annotations

import errno
import operator
import posix
import types
import typing
import warnings

import _sockpit
from _sockpit import c_functions, settings
from _sockpit.bridge import blocking
from _sockpit.bridge.lab_calls import call as _call
from _sockpit.c_calls import arguments, c_int, c_long, int_argument, no_arguments, one_argument, seconds
from _sockpit.files import descriptor_limit, descriptors, fd_calls, socket_paths
from _sockpit.names.hosts import (
    getaddrinfo,
    gethostbyaddr,
    gethostbyname,
    gethostbyname_ex,
    gethostname,
    getnameinfo,
    sethostname,
)
from _sockpit.names.interfaces import if_indextoname, if_nameindex, if_nametoindex
from _sockpit.names.services import getprotobyname, getservbyname, getservbyport
from _sockpit.program import tracebacks
from _sockpit.pyodide_internals.originals import original_socket
from _sockpit.sockets import addresses
from _sockpit.sockets.constants import *
from _sockpit.sockets.constants_of_refused import *
from _sockpit.sockets.inet import inet_ntop, inet_pton
from _sockpit.sockets.messages import CMSG_LEN, CMSG_SPACE, Messages
from _sockpit.sockets.options import Options

CAPI = original_socket.CAPI
gaierror = original_socket.gaierror
herror = original_socket.herror
htonl = original_socket.htonl
htons = original_socket.htons
inet_aton = original_socket.inet_aton
inet_ntoa = original_socket.inet_ntoa
ntohl = original_socket.ntohl
ntohs = original_socket.ntohs

has_ipv6 = True
error = OSError
timeout = TimeoutError

_FAMILY_NAMES = {AF_INET: "AF_INET", AF_INET6: "AF_INET6", AF_UNIX: "AF_UNIX"}
_TYPE_NAMES = {
    number: name
    for name, number in (
        ("SOCK_STREAM", SOCK_STREAM),
        ("SOCK_DGRAM", SOCK_DGRAM),
        ("SOCK_SEQPACKET", SOCK_SEQPACKET),
    )
    if name in settings.socket_types
}
_TYPE_FLAGS = SOCK_NONBLOCK | SOCK_CLOEXEC
_HOW_NAMES = {SHUT_RD: "SHUT_RD", SHUT_WR: "SHUT_WR", SHUT_RDWR: "SHUT_RDWR"}
# The largest type that Linux knows, SOCK_PACKET.
_LAST_TYPE = 10

_default_timeout: float | None = None


@no_arguments
def getdefaulttimeout() -> float | None:
    return _default_timeout


@one_argument
def setdefaulttimeout(timeout: typing.Any) -> None:
    global _default_timeout
    _default_timeout = _parse_timeout(timeout)


@one_argument
def close(fd: int) -> None:
    """Closes a descriptor by its number."""
    fd = c_int(fd)
    if descriptors.is_of_lab(fd) or fd < 0:
        descriptors.close(fd)
    else:
        posix.close(fd)


@one_argument
def dup(fd: int):
    return fd_calls.duplicate(c_int(fd))


@arguments(0, 3)
def socketpair(family: int = AF_UNIX, type: int = SOCK_STREAM, proto: int = 0) -> tuple[socket, ...]:
    family, type, proto = int_argument(family), int_argument(type), int_argument(proto)
    _check_kind(family, type & ~_TYPE_FLAGS, proto)
    kind = type & ~_TYPE_FLAGS
    descriptor_limit.check(2)
    params = {"family": _FAMILY_NAMES[family], "type": _TYPE_NAMES[kind], "proto": proto}
    fds = _call("socketpair", params)[0]["fds"]
    return tuple(socket(family, type, proto, descriptors.opened(fd, family, kind, proto)) for fd in fds)


class socket(Messages, Options):
    __slots__ = ()

    def __new__(cls, *args: typing.Any, **kwargs: typing.Any) -> typing.Self:
        self = object.__new__(cls)
        self._fd = -1
        self._family = self._type = self._proto = 0
        self._timeout = None
        return self

    def __init__(self, family: int = -1, type: int = -1, proto: int = -1, fileno: typing.Any = None) -> None:
        family, type, proto = c_int(family), c_int(type), c_int(proto)
        if fileno is None:
            family = AF_INET if family == -1 else family
            type = SOCK_STREAM if type == -1 else type
            proto = 0 if proto == -1 else proto
            fd = _make(family, type & ~_TYPE_FLAGS, proto)
        else:
            fd = _descriptor(fileno)
            known = descriptors.kinds[fd]
            given = (family, type, proto)
            family, type, proto = (is_ if value == -1 else value for value, is_ in zip(given, known, strict=True))
        self._fd, self._family, self._type, self._proto = fd, family, type & ~_TYPE_FLAGS, proto
        if fileno is None:
            descriptors.opened(fd, self._family, self._type, self._proto)
        if type & SOCK_NONBLOCK:
            self._bound_waits(0.0)
        elif _default_timeout is not None:
            self._bound_waits(_default_timeout)

    family = property(operator.attrgetter("_family"), doc="the socket family")
    type = property(operator.attrgetter("_type"), doc="the socket type")
    proto = property(operator.attrgetter("_proto"), doc="the socket protocol")
    timeout = property(operator.attrgetter("_timeout"), doc="the socket timeout")

    def __repr__(self) -> str:
        return f"<socket object, fd={self._fd}, family={self._family:d}, type={self._type:d}, proto={self._proto}>"

    def __del__(self) -> None:
        fd = self._fd
        if fd < 0:
            return
        if not _ignores_resource_warnings():
            # `repr` asks for the addresses; where the stack cannot be parked, they are left out.
            if not blocking.may_park(tracebacks.frame_at(1)):
                self._fd = -1
            told = repr(self).replace("fd=-1", f"fd={fd}", 1)
            warnings.warn(f"unclosed {told}", ResourceWarning, source=self, skip_file_prefixes=(_sockpit.FOLDER,))
        self._fd = -1
        descriptors.post_close(fd)

    @no_arguments
    def fileno(self):
        return self._fd

    @no_arguments
    def detach(self):
        fd, self._fd = self._fd, -1
        return fd

    @no_arguments
    def close(self) -> None:
        fd, self._fd = self._fd, -1
        if fd < 0:
            return
        try:
            descriptors.close(fd)
        except ConnectionResetError:
            # As in CPython: close(2) has freed the descriptor all the same.
            pass

    @one_argument
    def bind(self, address: typing.Any) -> None:
        params: dict[str, object] = {"address": (encoded := self._encode(address, "bind"))}
        if "path" in encoded and self._fd >= 0:
            path = encoded["path"]
            socket_paths.check_bind(path)
            if socket_paths.is_in_own_folder(path):
                params["inOwnFolder"] = True
        self._call("bind", params)

    @arguments(0, 1)
    def listen(self, backlog: int = 128) -> None:
        self._call("listen", {"backlog": max(0, int_argument(backlog))})

    @no_arguments
    def _accept(self) -> tuple[int, typing.Any]:
        if self._fd >= 0:
            descriptor_limit.check()
        result, _ = self._call("accept", {})
        fd = descriptors.opened(result["fd"], self._family, self._type, self._proto)
        return fd, addresses.decode(self._family, result["address"])

    @one_argument
    def connect(self, address: typing.Any) -> None:
        self._call("connect", {"address": self._encode(address, "connect")})

    @one_argument
    def connect_ex(self, address: typing.Any) -> int:
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

    @no_arguments
    def getsockname(self) -> typing.Any:
        result, _ = self._call("getsockname", {})
        return addresses.decode(self._family, result["address"])

    @no_arguments
    def getpeername(self) -> typing.Any:
        result, _ = self._call("getpeername", {})
        return addresses.decode(self._family, result["address"])

    @one_argument
    def shutdown(self, how: int) -> None:
        how = c_int(how)
        if self._fd >= 0 and how not in _HOW_NAMES:
            raise OSError(errno.EINVAL, "Invalid argument")
        self._call("shutdown", {"how": _HOW_NAMES.get(how, "SHUT_RDWR")})

    @one_argument
    def settimeout(self, timeout: typing.Any) -> None:
        self._bound_waits(_parse_timeout(timeout))

    @no_arguments
    def gettimeout(self) -> float | None:
        return self._timeout

    @one_argument
    def setblocking(self, flag: object) -> None:
        self._bound_waits(None if flag else 0.0)

    @no_arguments
    def getblocking(self):
        return self._timeout != 0.0

    def _bound_waits(self, timeout: float | None) -> None:
        # Before it can fail, as CPython: a closed socket takes note of its new timeout.
        self._timeout = timeout
        if self._fd < 0:
            raise OSError(errno.EBADF, "Bad file descriptor")
        descriptors.set_timeout(self._fd, timeout)


SocketType = socket


def _ignores_resource_warnings():
    """Whether the program will not see them, as without -X dev or -W: the addresses need not be asked for."""
    for action, message, category, module, line in warnings.filters:
        if issubclass(ResourceWarning, category):
            return action == "ignore" and message is None and module is None and not line
    return False


def _make(family: int, type: int, proto: int) -> int:
    _check_kind(family, type, proto)
    descriptor_limit.check()
    params = {"family": _FAMILY_NAMES[family], "type": _TYPE_NAMES[type], "proto": proto}
    return _call("socket", params)[0]["fd"]


def _check_kind(family: int, type: int, proto: int) -> None:
    """Refuses what a lab has not, saying so where Linux has it."""
    if family not in _FAMILY_NAMES:
        known = [name for name, value in globals().items() if name[:3] == "AF_" and value == family and family]
        note = f" (a lab has AF_INET, AF_INET6 and AF_UNIX, no {known[0]})" if known else ""
        raise OSError(errno.EAFNOSUPPORT, f"Address family not supported by protocol{note}")
    if not (0 <= type <= _LAST_TYPE and 0 <= proto <= IPPROTO_MPTCP):
        raise OSError(errno.EINVAL, "Invalid argument")
    if type == SOCK_RAW and family != AF_UNIX:
        raise OSError(errno.EPERM, "Operation not permitted (a lab has no raw sockets)")
    if type not in _TYPE_NAMES:
        raise OSError(errno.ESOCKTNOSUPPORT, "Socket type not supported")
    if proto > IPPROTO_RAW:
        raise OSError(errno.EPROTONOSUPPORT, "Protocol not supported")


def _descriptor(fileno: typing.Any) -> int:
    """The number of an open socket, as `socket(fileno=…)` takes it over."""
    fd = c_long(fileno)
    if fd < 0:
        raise ValueError("negative file descriptor")
    if fd not in descriptors.kinds and (descriptors.is_of_lab(fd) or not descriptors.is_file(fd)):
        raise OSError(errno.EBADF, "Bad file descriptor")
    if descriptors.kinds.get(fd, descriptors.EPOLL)[1] <= 0:
        raise OSError(errno.ENOTSOCK, "Socket operation on non-socket")
    return fd


def _parse_timeout(value: typing.Any) -> float | None:
    if value is None:
        return None
    wrong_type = f"'{type(value).__name__}' object cannot be interpreted as an integer or float"
    timeout = seconds(value, wrong_type)
    if timeout < 0:
        raise ValueError("Timeout value out of range")
    return timeout


c_functions.take_places(globals(), original_socket)

# What `socket.py` takes over: everything public except the modules used here.
__all__ = [
    name
    for name, value in globals().items()
    if name[0] != "_"
    and not isinstance(value, types.ModuleType)
    and getattr(value, "__module__", None) != "_sockpit.c_calls"
    and value not in (Messages, Options)
]
