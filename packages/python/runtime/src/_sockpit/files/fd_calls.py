"""What `os` and `fcntl` do with a descriptor, where it is the lab's: read, write, close, dup and their relatives."""

import errno
import fcntl
import os
import posix
import stat
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any, NoReturn

from _sockpit import c_functions, settings
from _sockpit.bridge.lab_calls import call
from _sockpit.c_calls import INT_MAX, c_int, c_size, readable_buffer, writable_buffer, writable_view
from _sockpit.files import descriptor_limit, descriptors, input_calls, limited_calls
from _sockpit.pyodide_internals import file_streams, standard_devices

_FIONREAD = 0x541B
_FIONBIO = 0x5421
_STANDARD_ERROR = 2

# `sendfile` sends a piece of this length, and larger ones where all of it was taken: what a full buffer does not take
# has gone to the lab for nothing.
_FIRST_PIECE_BYTES = 64 * 1024

_PIPE_SIZE = {fcntl.F_GETPIPE_SZ: "F_GETPIPE_SZ", fcntl.F_SETPIPE_SZ: "F_SETPIPE_SZ"}


def install() -> None:
    limited_calls.install()
    c_functions.put(os, "dup2", _dup2_of_file(os.dup2))
    for name, of_lab in _ROUTES.items():
        _route(os, name, of_lab)
    _route(fcntl, "fcntl", _fcntl)
    _route(fcntl, "ioctl", _ioctl)
    for function in (pipe, pipe2, sendfile):
        c_functions.put(os, function.__name__, function)


def _route(module: ModuleType, name: str, of_lab: Callable[..., Any]) -> None:
    original = getattr(module, name)
    of_input = input_calls.ROUTES.get(name)

    def routed(fd: Any, *args: Any, **kwargs: Any) -> Any:
        number = fd if isinstance(fd, int) or not hasattr(fd, "fileno") or module is os else fd.fileno()
        # Emscripten takes any number, and keeps nothing.
        is_mark = isinstance(number, int) and (of_lab in _MARKS or (of_lab is _fcntl and args[:1] in _MARK_COMMANDS))
        if is_mark or descriptors.is_of_lab(number):
            return of_lab(number, *args, **kwargs)
        if of_input is not None and isinstance(number, int) and standard_devices.is_input(number):
            return of_input(*args, **kwargs)
        return original(fd, *args, **kwargs)

    c_functions.put(module, name, routed)


def read(fd: int, length: int, /) -> bytes:
    length = c_size(length)
    if length < 0:
        raise OSError(errno.EINVAL, "Invalid argument")
    _check_file(fd)
    params = {"fd": fd, "bufsize": min(length, INT_MAX)}
    if fd in descriptors.pipe_ends:
        return call("read", params)[1]
    return call("recv", {**params, **_own_timeout(fd)})[1]


def readinto(fd: int, buffer: Any, /):
    view = writable_buffer(buffer)
    if view is None:
        kind = type(buffer).__name__
        raise TypeError(f"readinto() argument 2 must be read-write bytes-like object, not {kind}")
    with view:
        data = read(fd, len(view))
        view[: len(data)] = data
        return len(data)


def write(fd: int, data: Any, /):
    _check_file(fd)
    is_pipe = fd in descriptors.pipe_ends
    command, params = ("write", {"fd": fd}) if is_pipe else ("send", {"fd": fd, **_own_timeout(fd)})
    with readable_buffer(data) as view:
        written = 0
        # Once at least, and as long as the kernel takes all of a piece.
        while True:
            piece = view[written : written + settings.data_bytes]
            try:
                taken = call(command, params, piece)[0]["bytes"]
            except OSError:
                if written:
                    return written
                raise
            written += taken
            if taken < len(piece) or written >= len(view):
                return written


def readv(fd: int, buffers: Iterable[Any], /):
    views = [writable_view(buffer) for buffer in buffers]
    data = rest = read(fd, sum(map(len, views)))
    for view in views:
        piece, rest = rest[: len(view)], rest[len(view) :]
        view[: len(piece)] = piece
    return len(data)


def writev(fd: int, buffers: Iterable[Any], /):
    return write(fd, b"".join(bytes(buffer) for buffer in buffers))


def sendfile(out_fd: int, in_fd: int, offset: int | None, count: int):
    """Copy count bytes from the file in_fd to out_fd."""
    out_fd, in_fd, count = c_int(out_fd), c_int(in_fd), c_size(count)
    if descriptors.is_of_lab(in_fd):
        raise OSError(errno.EINVAL, "Invalid argument")
    sent, piece = 0, _FIRST_PIECE_BYTES
    while sent < count:
        length = min(count - sent, piece)
        position = os.lseek(in_fd, 0, os.SEEK_CUR) if offset is None else offset + sent
        data = posix.pread(in_fd, length, position)
        if not data:
            break
        try:
            taken = os.write(out_fd, data)
        except OSError:
            if sent:
                break
            raise
        sent += taken
        if offset is None:
            os.lseek(in_fd, position + taken, os.SEEK_SET)
        if taken < len(data):
            break
        piece = min(2 * piece, settings.data_bytes)
    return sent


def fstat(fd: int):
    """Return the status of a descriptor of the lab: a socket, a pipe's end, what another program passed."""
    _check_open(fd)
    mode = stat.S_IFIFO | 0o600 if fd in descriptors.pipe_ends else stat.S_IFSOCK | 0o777
    if descriptors.kinds[fd] == descriptors.EPOLL:
        mode = 0o600
    elif descriptors.kinds[fd] == descriptors.FOREIGN:
        mode = stat.S_IFREG | 0o600
    return os.stat_result((mode, fd, 8, 1, 0, 0, 0, 0, 0, 0))


def pipe():
    """Create a pipe. Returns a tuple of two file descriptors: (read_fd, write_fd)."""
    return pipe2(os.O_CLOEXEC)


def pipe2(flags: int, /):
    """Create a pipe with flags set atomically."""
    flags = c_int(flags)
    if flags & ~(os.O_NONBLOCK | os.O_CLOEXEC):
        raise OSError(errno.EINVAL, "Invalid argument")
    is_non_blocking = bool(flags & os.O_NONBLOCK)
    descriptor_limit.check(2)
    fds = call("pipe2", {"flags": ["O_NONBLOCK"]} if is_non_blocking else {})[0]["fds"]
    for fd, is_reader in zip(fds, (True, False), strict=True):
        descriptors.opened_pipe(fd, descriptors.PipeEnd(is_reader, is_non_blocking))
        if not flags & os.O_CLOEXEC:
            descriptors.inheritable.add(fd)
    return tuple(fds)


def set_blocking(fd: int, blocking: bool, /) -> None:
    _check_open(fd)
    descriptors.set_non_blocking(fd, not blocking)


def get_blocking(fd: int, /):
    _check_open(fd)
    return not descriptors.is_non_blocking(fd)


def set_inheritable(fd: int, inheritable: bool, /) -> None:
    if descriptors.is_of_lab(fd):
        _check_open(fd)
        (descriptors.inheritable.add if inheritable else descriptors.inheritable.discard)(fd)
    elif descriptors.is_file(fd):
        file_streams.mark_inheritable(fd, bool(inheritable))
    else:
        raise OSError(errno.EBADF, "Bad file descriptor")


def get_inheritable(fd: int, /):
    if descriptors.is_of_lab(fd):
        _check_open(fd)
        return fd in descriptors.inheritable
    if not descriptors.is_file(fd):
        raise OSError(errno.EBADF, "Bad file descriptor")
    return fd <= _STANDARD_ERROR or file_streams.is_inheritable(fd)


def dup2(fd: int, fd2: int, inheritable: bool = True):
    if fd == fd2:
        _check_open(fd)
        return fd2
    _check_open(fd)
    descriptor_limit.check_number(fd2)
    descriptors.duplicate_to(fd, fd2)
    if fd2 <= _STANDARD_ERROR and descriptors.is_file(fd2):
        # What it has taken the place of: once it is closed, nothing is open there.
        posix.close(fd2)
    set_inheritable(fd2, inheritable)
    return fd2


def _dup2_of_file(original: Callable[..., int]):
    def dup2(fd: int, fd2: int, inheritable: bool = True):
        if not descriptors.is_file(fd2):
            descriptor_limit.check_number(fd2)
        copy = original(fd, fd2, inheritable)
        if fd != fd2:
            if copy in descriptors.kinds:
                # The place of a standard stream, which a socket or a pipe had.
                descriptors.close(copy)
            file_streams.mark_inheritable(copy, bool(inheritable))
        return copy

    return dup2


def _dup(fd: int, /):
    return duplicate(fd)


def duplicate(fd: int, lowest: int = 0):
    """The lowest free number that is not less than `lowest`: dup(2), F_DUPFD of fcntl(2)."""
    _check_open(fd)
    descriptor_limit.check_lowest(lowest)
    descriptor_limit.check()
    while lowest in descriptors.kinds:
        lowest += 1
    if lowest <= _STANDARD_ERROR:
        return descriptors.duplicate(fd)
    if lowest >= descriptor_limit.limits[0]:
        raise OSError(errno.EMFILE, "Too many open files")
    descriptors.duplicate_to(fd, lowest)
    return lowest


def _isatty(fd: int, /):
    return False


def _no_position(fd: int, *args: Any, **kwargs: Any) -> NoReturn:
    _check_open(fd)
    raise OSError(errno.ESPIPE, "Illegal seek")


def _fcntl(fd: int, cmd: int, arg: Any = 0, /) -> Any:
    if cmd == fcntl.F_GETFD:
        return 0 if get_inheritable(fd) else fcntl.FD_CLOEXEC
    if cmd == fcntl.F_SETFD:
        set_inheritable(fd, not arg & fcntl.FD_CLOEXEC)
        return 0
    _check_open(fd)
    if cmd == fcntl.F_GETFL:
        end = descriptors.pipe_ends.get(fd)
        access = os.O_RDWR if end is None else os.O_RDONLY if end.is_reader else os.O_WRONLY
        return access | (os.O_NONBLOCK if descriptors.is_non_blocking(fd) else 0)
    if cmd == fcntl.F_SETFL:
        # A socket that has a timeout is non-blocking already, as with CPython.
        if bool(arg & os.O_NONBLOCK) != descriptors.is_non_blocking(fd):
            set_blocking(fd, not arg & os.O_NONBLOCK)
        return 0
    if cmd in limited_calls.DUPLICATIONS:
        copy = duplicate(fd, c_int(arg))
        if cmd == fcntl.F_DUPFD:
            descriptors.inheritable.add(copy)
        return copy
    if cmd in _PIPE_SIZE:
        if fd not in descriptors.pipe_ends:
            raise OSError(errno.EBADF, "Bad file descriptor")
        return call("fcntl", {"fd": fd, "operation": _PIPE_SIZE[cmd], "value": c_int(arg)})[0]["value"]
    raise OSError(errno.EINVAL, f"fcntl command {cmd} is not supported on a socket here")


def _ioctl(fd: int, request: int, arg: Any = 0, mutate_flag: bool = True, /) -> Any:
    _check_open(fd)
    if request == _FIONBIO:
        value = int.from_bytes(arg[:4], "little") if hasattr(arg, "__getitem__") else arg
        set_blocking(fd, not value)
        return 0
    if request != _FIONREAD:
        raise OSError(errno.ENOTTY, f"ioctl request {request:#x} is not supported on a socket here")
    waiting = call("ioctl", {"fd": fd, "request": "FIONREAD"})[0]["value"]
    if isinstance(arg, int):
        raise OSError(errno.EFAULT, "Bad address")
    packed = waiting.to_bytes(4, "little")
    if isinstance(arg, (bytes, str)) or not mutate_flag:
        return packed + bytes(arg if not isinstance(arg, str) else arg.encode())[4:]
    writable_view(arg)[:4] = packed
    return 0


def _own_timeout(fd: int):
    """read(2) and write(2) know nothing of a socket's timeout, only of O_NONBLOCK."""
    return {"timeout": 0} if descriptors.is_non_blocking(fd) else {}


def _check_open(fd: int) -> None:
    if fd not in descriptors.kinds:
        raise OSError(errno.EBADF, "Bad file descriptor")


def _check_file(fd: int) -> None:
    """Whether it is something to read from and to write to."""
    _check_open(fd)
    if descriptors.kinds[fd] == descriptors.EPOLL:
        raise OSError(errno.EINVAL, "Invalid argument")
    if descriptors.kinds[fd] == descriptors.FOREIGN:
        raise OSError(errno.EOPNOTSUPP, "the file is open in another program, and only that one can read and write it")


_ROUTES = {
    "read": read,
    "readinto": readinto,
    "write": write,
    "readv": readv,
    "writev": writev,
    "close": descriptors.close,
    "dup": _dup,
    "dup2": dup2,
    "fstat": fstat,
    "isatty": _isatty,
    "set_blocking": set_blocking,
    "get_blocking": get_blocking,
    "set_inheritable": set_inheritable,
    "get_inheritable": get_inheritable,
    "lseek": _no_position,
    "pread": _no_position,
    "pwrite": _no_position,
}

# What is kept here for files too.
_MARKS = (set_inheritable, get_inheritable)
_MARK_COMMANDS = ((fcntl.F_GETFD,), (fcntl.F_SETFD,))
