"""`select.epoll`: real epoll instances, in the process's table of descriptors."""

import errno
import operator
from typing import Any, Self

from _sockpit import settings
from _sockpit.bridge import blocking
from _sockpit.bridge.lab_calls import call
from _sockpit.c_calls import c_int, file_descriptor, seconds
from _sockpit.files import descriptor_limit, descriptors
from _sockpit.polling.readiness import Entry
from _sockpit.program.console import STANDARD_INPUT, standard_input
from _sockpit.pyodide_internals import standard_devices

_NUMBERS = settings.epoll_events
_NAMES = {number: name for name, number in _NUMBERS.items()}

# <sys/epoll.h>.
EPOLLIN = _NUMBERS["EPOLLIN"]
EPOLLPRI = _NUMBERS["EPOLLPRI"]
EPOLLOUT = _NUMBERS["EPOLLOUT"]
EPOLLERR = _NUMBERS["EPOLLERR"]
EPOLLHUP = _NUMBERS["EPOLLHUP"]
EPOLLRDNORM = _NUMBERS["EPOLLRDNORM"]
EPOLLRDBAND = _NUMBERS["EPOLLRDBAND"]
EPOLLWRNORM = _NUMBERS["EPOLLWRNORM"]
EPOLLWRBAND = _NUMBERS["EPOLLWRBAND"]
EPOLLMSG = _NUMBERS["EPOLLMSG"]
EPOLLRDHUP = _NUMBERS["EPOLLRDHUP"]
EPOLLEXCLUSIVE = _NUMBERS["EPOLLEXCLUSIVE"]
EPOLLONESHOT = _NUMBERS["EPOLLONESHOT"]
EPOLLET = _NUMBERS["EPOLLET"]
# Not names of the protocol: the first is for machines that sleep, the second no event.
EPOLLWAKEUP = 0x20000000
EPOLL_CLOEXEC = 0x80000

_MASK = 0xFFFFFFFF
_MAX_EVENTS = 1023

# The events of standard input that an instance watches, by its descriptor: the lab knows nothing of it.
_input_events: dict[int, int] = {}


class epoll:
    """Returns an epolling object."""

    __slots__ = ("_fd",)
    __module__ = "select"

    _fd: int

    def __new__(cls, sizehint: int = -1, flags: int = 0) -> Self:
        sizehint, flags = c_int(sizehint), c_int(flags)
        if sizehint != -1 and sizehint <= 0:
            raise ValueError("negative sizehint")
        if flags & ~EPOLL_CLOEXEC:
            raise OSError("invalid flags")
        if not blocking.is_attached():
            # `selectors` tries whether there is an epoll when it is imported, before the program has a process.
            return cls._of(-1)
        descriptor_limit.check()
        fd = call("epoll_create1", {})[0]["fd"]
        return cls._of(descriptors.opened(fd, *descriptors.EPOLL))

    @classmethod
    def fromfd(cls, fd: Any, /) -> Self:
        """Create an epoll object from a given control fd."""
        return cls._of(c_int(fd))

    @classmethod
    def _of(cls, fd: int) -> Self:
        self = object.__new__(cls)
        self._fd = fd
        return self

    def __repr__(self) -> str:
        return f"<select.epoll object at {id(self):#x}>"

    def __enter__(self) -> Self:
        self.fileno()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def __del__(self) -> None:
        fd, self._fd = self._fd, -1
        if fd in descriptors.kinds:
            _input_events.pop(fd, None)
            descriptors.post_close(fd)

    @property
    def closed(self):
        """True if the epoll handler is closed"""
        return self._fd < 0

    def fileno(self):
        """Return the epoll control file descriptor."""
        if self._fd < 0:
            raise ValueError("I/O operation on closed epoll object")
        return self._fd

    def close(self) -> None:
        """Close the epoll control file descriptor."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            _input_events.pop(fd, None)
            descriptors.close(fd)

    def register(self, fd: Any, eventmask: int = EPOLLIN | EPOLLPRI | EPOLLOUT) -> None:
        """Registers a new fd or raises an OSError if the fd is already registered."""
        self._control("EPOLL_CTL_ADD", fd, operator.index(eventmask) & _MASK)

    def modify(self, fd: Any, eventmask: int) -> None:
        """Modify event mask for a registered file descriptor."""
        self._control("EPOLL_CTL_MOD", fd, operator.index(eventmask) & _MASK)

    def unregister(self, fd: Any) -> None:
        """Remove a registered file descriptor from the epoll object."""
        self._control("EPOLL_CTL_DEL", fd, 0)

    def poll(self, timeout: Any = None, maxevents: int = -1) -> list[Entry]:
        """Wait for events on the epoll file descriptor. Gives a list of (fd, events) pairs."""
        seconds_to_wait = _timeout(timeout)
        epoll_fd, maxevents = self.fileno(), c_int(maxevents)
        if maxevents == -1:
            maxevents = _MAX_EVENTS
        elif maxevents < 1:
            raise ValueError(f"maxevents must be greater than 0, got {maxevents}")
        _check_kind(epoll_fd)
        awaits_input = bool(_input_events.get(epoll_fd, 0) & EPOLLIN)
        ready = self._ready_input(epoll_fd)
        if ready and maxevents == 1:
            return ready
        params = {"fd": epoll_fd, "maxevents": maxevents, "timeout": 0 if ready else seconds_to_wait}
        answer = call("epoll_wait", params, or_input=awaits_input and not ready)
        if answer is None:
            return self._ready_input(epoll_fd)
        found = answer[0]["events"][: maxevents - len(ready)]
        return ready + [(entry["fd"], sum(_NUMBERS[name] for name in entry["events"])) for entry in found]

    def _ready_input(self, epoll_fd: int) -> list[Entry]:
        events = _input_events.get(epoll_fd, 0)
        readable = EPOLLIN if standard_input.has_line() else 0
        ready = events & (readable | EPOLLOUT)
        if ready and events & EPOLLONESHOT:
            _input_events[epoll_fd] = 0
        return [(STANDARD_INPUT, ready)] if ready else []

    def _control(self, operation: str, target: Any, events: int) -> None:
        epoll_fd = self.fileno()
        target = file_descriptor(target)
        if target == STANDARD_INPUT and standard_devices.is_input(target):
            _check_kind(epoll_fd)
            _control_input(epoll_fd, operation, events)
            return
        if not descriptors.is_of_lab(target):
            # What epoll_ctl(2) says of a file.
            is_open = descriptors.is_file(target)
            number = errno.EPERM if is_open else errno.EBADF
            raise OSError(number, "Operation not permitted" if is_open else "Bad file descriptor")
        _check_kind(epoll_fd)
        names = [name for value, name in _NAMES.items() if value & events]
        call("epoll_ctl", {"fd": epoll_fd, "operation": operation, "target": target, "events": names})


def _control_input(epoll_fd: int, operation: str, events: int) -> None:
    """epoll_ctl(2) for standard input, which is a terminal."""
    is_watched = epoll_fd in _input_events
    if operation == "EPOLL_CTL_ADD" and is_watched:
        raise OSError(errno.EEXIST, "File exists")
    if operation != "EPOLL_CTL_ADD" and not is_watched:
        raise OSError(errno.ENOENT, "No such file or directory")
    if operation == "EPOLL_CTL_DEL":
        del _input_events[epoll_fd]
    else:
        _input_events[epoll_fd] = events


def _check_kind(epoll_fd: int) -> None:
    if not descriptors.is_of_lab(epoll_fd):
        is_open = descriptors.is_file(epoll_fd)
        raise OSError(*((errno.EINVAL, "Invalid argument") if is_open else (errno.EBADF, "Bad file descriptor")))


def _timeout(value: Any) -> float | None:
    """Seconds in the precision of epoll_wait(2), never cut short; None and less than 0 wait for ever."""
    if value is None:
        return None
    timeout = seconds(value, "timeout must be an integer or None")
    if timeout * 1000 > 0x7FFFFFFF:
        raise OverflowError("timeout is too large")
    return None if timeout < 0 else -(-timeout * 1000 // 1) / 1000


__all__ = [name for name in globals() if name.startswith("EPOLL")]
