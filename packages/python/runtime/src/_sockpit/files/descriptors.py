"""File descriptors: which are the lab's, and what Python must know of each without asking.

Sockets and epoll instances count from 3, as on Linux. Files of Emscripten's own file system count from
`settings.first_file_fd`; see src/file-numbers.ts.
"""

import errno
import posix
from typing import TypeGuard

from _sockpit import settings
from _sockpit.bridge import blocking, lab_calls
from _sockpit.bridge.lab_calls import call
from _sockpit.linux import signals
from _sockpit.sockets.constants import SOCK_STREAM

# (family, type, proto).
Kind = tuple[int, int, int]

# Of each open socket.
kinds: dict[int, Kind] = {}

# How long calls on an open socket wait: the lab's timeout, where it is not None.
timeouts: dict[int, float] = {}

# Descriptors of the lab that a program made inheritable; files: pyodide_internals/file_streams.py. Nothing is ever
# executed here, so it is a mark and no more.
inheritable: set[int] = set()

EPOLL = (0, 0, 0)

# A file that another program has passed: it is open in that program's memory.
FOREIGN = (0, -1, 0)

# An end of a pipe.
PIPE = (0, -2, 0)


class PipeEnd:
    """What all copies of a pipe's end share."""

    __slots__ = ("is_non_blocking", "is_reader")

    def __init__(self, is_reader: bool, is_non_blocking: bool) -> None:
        self.is_reader = is_reader
        self.is_non_blocking = is_non_blocking


pipe_ends: dict[int, PipeEnd] = {}


def is_of_lab(fd: object) -> TypeGuard[int]:
    """Whether it is the lab's: also a standard stream whose place a socket or a pipe has taken."""
    return isinstance(fd, int) and (2 < fd < settings.first_file_fd or fd in kinds)


def is_file(fd: int):
    """Whether it is open in Emscripten's own file system."""
    try:
        posix.fstat(fd)
    except OSError:
        return False
    return True


def opened(fd: int, family: int, type: int, proto: int):
    """Takes note of a descriptor that the lab gave."""
    forget(fd)
    kinds[fd] = (family, type, proto)
    return fd


def opened_pipe(fd: int, pipe_end: PipeEnd):
    """Takes note of a pipe's end that the lab gave."""
    opened(fd, *PIPE)
    pipe_ends[fd] = pipe_end
    return fd


def forget(fd: int) -> None:
    kinds.pop(fd, None)
    timeouts.pop(fd, None)
    pipe_ends.pop(fd, None)
    inheritable.discard(fd)


def close(fd: int) -> None:
    """close(2): the number is free again even where the call fails."""
    forget(fd)
    if fd < 0:
        raise OSError(errno.EBADF, "Bad file descriptor")
    call("close", {"fd": fd})


def post_close(fd: int) -> None:
    """The same without waiting for it: for finalizers."""
    forget(fd)
    blocking.post("close", {"fd": fd})


def set_timeout(fd: int, timeout: float | None) -> None:
    """Bounds the waits of a descriptor's calls; only a change is worth a call, which cannot fail for an open socket."""
    if fd in kinds and timeouts.get(fd) == timeout:
        return
    if kinds.get(fd, EPOLL)[1] > 0:
        blocking.make_unawaited("settimeout", {"fd": fd, "timeout": timeout})
    else:
        call("settimeout", {"fd": fd, "timeout": timeout})
    if timeout is None:
        timeouts.pop(fd, None)
    else:
        timeouts[fd] = timeout


blocking.socket_timeout = timeouts.get


def _broke(fd: int) -> None:
    """SIGPIPE comes of streams and pipes, and of no datagrams."""
    if fd in pipe_ends or kinds.get(fd, EPOLL)[1] == SOCK_STREAM:
        signals.pipe_broke()


lab_calls.on_broken_pipe = _broke


def set_non_blocking(fd: int, is_on: bool) -> None:
    """Sets O_NONBLOCK."""
    end = pipe_ends.get(fd)
    if end is None:
        set_timeout(fd, 0.0 if is_on else None)
    elif end.is_non_blocking != is_on:
        call("settimeout", {"fd": fd, "timeout": 0 if is_on else None})
        end.is_non_blocking = is_on


def is_non_blocking(fd: int):
    """O_NONBLOCK. CPython sets it for each socket with a timeout, and waits in poll(2)."""
    if fd in pipe_ends:
        return pipe_ends[fd].is_non_blocking
    return timeouts.get(fd) is not None


def duplicate_to(fd: int, target: int) -> None:
    """dup2(2): what was open under the number is closed."""
    while True:
        if target in kinds:
            close(target)
        try:
            call("dup2", {"fd": fd, "target": target})
        except OSError as error:
            # Another thread took the number meanwhile.
            if error.errno == errno.EBUSY and target in kinds:
                continue
            raise
        break
    _copied(fd, target)


def duplicate(fd: int):
    """dup(2)."""
    if not is_of_lab(fd):
        raise OSError(errno.EBADF, "Bad file descriptor")
    result, _ = call("dup", {"fd": fd})
    return _copied(fd, result["fd"])


def _copied(fd: int, copy: int):
    """Takes note of a copy that the lab has made."""
    if fd in pipe_ends:
        return opened_pipe(copy, pipe_ends[fd])
    opened(copy, *kinds.get(fd, EPOLL))
    if is_non_blocking(fd):
        set_timeout(copy, 0.0)
    return copy
