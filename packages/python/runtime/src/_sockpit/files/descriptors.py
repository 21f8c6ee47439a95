"""File descriptors: which are the lab's, and what Python must know of each without asking.

Sockets and epoll instances count from 3, as on Linux. Files of Emscripten's own file system count from
`settings.first_file_fd`; see src/file-numbers.ts.
"""

import errno
import posix

from _sockpit import settings
from _sockpit.bridge import blocking
from _sockpit.bridge.lab_calls import call

# (family, type, proto) of each open socket.
kinds = {}

# How long calls on an open socket wait: the lab's timeout, where it is not None.
timeouts = {}

# Descriptors that a program made inheritable. Nothing is ever executed here, so it is a mark and no more.
inheritable = set()

EPOLL = (0, 0, 0)

# A file that another program has passed: it is open in that program's memory.
FOREIGN = (0, -1, 0)

# Which way bytes may go through an end of a pipe: "r" or "w". A pipe is a pair of Unix sockets.
pipe_ends = {}


def is_of_lab(fd):
    return isinstance(fd, int) and 2 < fd < settings.first_file_fd


def is_file(fd):
    """Whether it is open in Emscripten's own file system."""
    try:
        posix.fstat(fd)
    except OSError:
        return False
    return True


def opened(fd, family, type, proto):
    """Takes note of a descriptor that the lab gave."""
    forget(fd)
    kinds[fd] = (family, type, proto)
    return fd


def forget(fd):
    kinds.pop(fd, None)
    timeouts.pop(fd, None)
    pipe_ends.pop(fd, None)
    inheritable.discard(fd)


def close(fd):
    """close(2): the number is free again even where the call fails."""
    forget(fd)
    if fd < 0:
        raise OSError(errno.EBADF, "Bad file descriptor")
    call("close", {"fd": fd})


def post_close(fd):
    """The same without waiting for it: for finalizers."""
    forget(fd)
    blocking.post("close", {"fd": fd})


def set_timeout(fd, timeout):
    """Bounds the waits of a descriptor's calls; only a change is worth a call."""
    if fd in kinds and timeouts.get(fd) == timeout:
        return
    call("settimeout", {"fd": fd, "timeout": timeout})
    if timeout is None:
        timeouts.pop(fd, None)
    else:
        timeouts[fd] = timeout


blocking.socket_timeout = timeouts.get


def is_non_blocking(fd):
    """O_NONBLOCK. CPython sets it for each socket with a timeout, and waits in poll(2)."""
    return timeouts.get(fd) is not None


def duplicate(fd):
    """dup(2)."""
    if not is_of_lab(fd):
        raise OSError(errno.EBADF, "Bad file descriptor")
    result, _ = call("dup", {"fd": fd})
    copy = opened(result["fd"], *kinds.get(fd, EPOLL))
    if fd in pipe_ends:
        pipe_ends[copy] = pipe_ends[fd]
    if is_non_blocking(fd):
        set_timeout(copy, 0.0)
    return copy
