"""`select` for the page: select, poll and epoll over the sockets of the lab, as CPython's module on Linux."""
# What is imported here is what this module gives.
# ruff: noqa: F401, F403
# pyright: reportUnusedImport=false

import errno
import time
import typing

from _sockpit import c_functions
from _sockpit.c_calls import c_unsigned, file_descriptor, seconds
from _sockpit.files import descriptors
from _sockpit.polling import readiness
from _sockpit.polling.epoll import *
from _sockpit.polling.epoll import epoll
from _sockpit.polling.readiness import (
    POLLERR,
    POLLHUP,
    POLLIN,
    POLLMSG,
    POLLNVAL,
    POLLOUT,
    POLLPRI,
    POLLRDBAND,
    POLLRDHUP,
    POLLRDNORM,
    POLLWRBAND,
    POLLWRNORM,
)
from _sockpit.pyodide_internals.originals import original_select

error = OSError
PIPE_BUF = 4096

_FD_SETSIZE = 1024

# What the kernel counts as readable, writable and exceptional: select(2).
_READABLE = POLLIN | POLLRDNORM | POLLRDBAND | POLLHUP | POLLERR
_WRITABLE = POLLOUT | POLLWRNORM | POLLWRBAND | POLLERR
_EXCEPTIONAL = POLLPRI
_ASKED = (POLLIN, POLLOUT, POLLPRI)


def select(*args: typing.Any, **kwargs: typing.Any) -> tuple[list[typing.Any], ...]:
    """Wait until one or more file descriptors are ready for some kind of I/O."""
    if kwargs:
        raise TypeError("select.select() takes no keyword arguments")
    if not 3 <= len(args) <= 4:
        how = "at least 3" if len(args) < 3 else "at most 4"
        raise TypeError(f"select expected {how} arguments, got {len(args)}")
    timeout = _timeout(args[3] if len(args) == 4 else None)
    lists = [_numbered(objects) for objects in args[:3]]
    asked: dict[int, int] = {}
    for entries, events in zip(lists, _ASKED, strict=True):
        for fd, _ in entries:
            asked[fd] = asked.get(fd, 0) | events
    deadline = None if timeout is None else time.monotonic() + timeout
    while True:
        ready = dict(readiness.poll(list(asked.items()), readiness.remaining(deadline)))
        if any(events & POLLNVAL for events in ready.values()):
            raise OSError(errno.EBADF, "Bad file descriptor")
        chosen = tuple(
            [object for fd, object in entries if ready.get(fd, 0) & events]
            for entries, events in zip(lists, (_READABLE, _WRITABLE, _EXCEPTIONAL), strict=True)
        )
        if any(chosen) or not ready:
            return chosen
        # Hung up, which poll reports unasked and select does not: nothing else can come of it.
        for fd in ready:
            del asked[fd]


class _Poll:
    """Returns a polling object."""

    __slots__ = ("_events", "_is_running")
    __module__ = "select"
    __qualname__ = "poll"

    _events: dict[int, int]
    _is_running: bool

    def __new__(cls) -> typing.NoReturn:
        raise TypeError("cannot create 'select.poll' instances")

    @classmethod
    def _made(cls) -> typing.Self:
        self = object.__new__(cls)
        self._events = {}
        self._is_running = False
        return self

    def __repr__(self) -> str:
        return f"<select.poll object at {id(self):#x}>"

    def register(self, *args: typing.Any) -> None:
        fd, events = _entry("register", args, POLLIN | POLLPRI | POLLOUT)
        self._events[fd] = events

    def modify(self, *args: typing.Any) -> None:
        if len(args) != 2:
            raise TypeError(f"modify expected 2 arguments, got {len(args)}")
        fd, events = _entry("modify", args, 0)
        if fd not in self._events:
            raise OSError(errno.ENOENT, "No such file or directory")
        self._events[fd] = events

    def unregister(self, fd: typing.Any, /) -> None:
        del self._events[file_descriptor(fd)]

    def poll(self, *args: typing.Any) -> list[readiness.Entry]:
        if len(args) > 1:
            raise TypeError(f"poll expected at most 1 argument, got {len(args)}")
        timeout = _milliseconds(args[0] if args else None)
        if self._is_running:
            raise RuntimeError("concurrent poll() invocation")
        self._is_running = True
        try:
            return readiness.poll(list(self._events.items()), readiness.ceil_milliseconds(timeout))
        finally:
            self._is_running = False


_Poll.__name__ = "poll"


def poll(*args: typing.Any, **kwargs: typing.Any) -> typing.Any:
    """Returns a polling object.

    This object supports registering and unregistering file descriptors, and then polling them for I/O events.
    """
    if kwargs:
        raise TypeError("select.poll() takes no keyword arguments")
    if args:
        raise TypeError(f"select.poll() takes no arguments ({len(args)} given)")
    return _Poll._made()  # pyright: ignore[reportPrivateUsage] - Programs see the class, and can make none.


def _entry(caller: str, args: tuple[typing.Any, ...], default: int) -> readiness.Entry:
    if not 1 <= len(args) <= 2:
        how = "at least 1 argument" if not args else "at most 2 arguments"
        raise TypeError(f"{caller} expected {how}, got {len(args)}")
    events = c_unsigned(args[1], 16, "unsigned short") if len(args) == 2 else default
    return file_descriptor(args[0]), events


def _numbered(objects: typing.Any) -> list[tuple[int, typing.Any]]:
    """(fd, object) of each, or what is wrong with it."""
    try:
        listed = typing.cast("list[typing.Any]", objects if isinstance(objects, list) else list(objects))
    except TypeError:
        raise TypeError("arguments 1-3 must be sequences") from None
    entries: list[tuple[int, typing.Any]] = []
    # By index: a `fileno` may change the list meanwhile.
    while len(entries) < len(listed):
        object = listed[len(entries)]
        fd = file_descriptor(object)
        # Files count from there, and are always ready.
        if fd >= _FD_SETSIZE and not descriptors.is_file(fd):
            raise ValueError("filedescriptor out of range in select()")
        if len(entries) >= _FD_SETSIZE:
            raise ValueError("too many file descriptors in select()")
        entries.append((fd, object))
    return entries


def _timeout(value: typing.Any) -> float | None:
    if value is None:
        return None
    timeout = seconds(value, "timeout must be a float or None")
    if timeout < 0:
        raise ValueError("timeout must be non-negative")
    return timeout


def _milliseconds(value: typing.Any) -> float | None:
    """The seconds of poll(2)'s timeout; None and less than 0 wait for ever."""
    if value is None:
        return None
    timeout = seconds(value / 1000 if isinstance(value, float) else value, "timeout must be an integer or None")
    if not isinstance(value, float):
        timeout /= 1000
    if timeout * 1000 > 0x7FFFFFFF:
        raise OverflowError("timeout is too large")
    return None if timeout < 0 else timeout


c_functions.take_places(globals(), original_select)
