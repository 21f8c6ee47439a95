"""poll(2) over the lab's descriptors and the program's files, for `select.select` and `select.poll`."""

import math
import time
from typing import Any

from _sockpit import settings
from _sockpit.bridge.lab_calls import call
from _sockpit.files import descriptors
from _sockpit.program.console import standard_input
from _sockpit.pyodide_internals import standard_devices

_NUMBERS = settings.poll_events
_NAMES = {number: name for name, number in _NUMBERS.items()}

# <poll.h>.
POLLIN = _NUMBERS["POLLIN"]
POLLPRI = _NUMBERS["POLLPRI"]
POLLOUT = _NUMBERS["POLLOUT"]
POLLERR = _NUMBERS["POLLERR"]
POLLHUP = _NUMBERS["POLLHUP"]
POLLNVAL = _NUMBERS["POLLNVAL"]
POLLRDNORM = _NUMBERS["POLLRDNORM"]
POLLRDBAND = _NUMBERS["POLLRDBAND"]
POLLWRNORM = _NUMBERS["POLLWRNORM"]
POLLWRBAND = _NUMBERS["POLLWRBAND"]
POLLRDHUP = _NUMBERS["POLLRDHUP"]
# Not a name of the protocol: the lab never reports it.
POLLMSG = 0x400

# A descriptor, and its events: those that are asked for, or that have come.
Entry = tuple[int, int]

# A file, and a terminal that is written to, never waits.
_FILE_EVENTS = POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM
_READ_EVENTS = POLLIN | POLLRDNORM


def poll(entries: list[Entry], timeout: float | None) -> list[Entry]:
    """(fd, events) of what is ready of the pairs given. `timeout` in seconds; None waits for ever."""
    asked = [(fd, events) for fd, events in entries if descriptors.is_of_lab(fd)]
    files = [(fd, events) for fd, events in entries if not descriptors.is_of_lab(fd)]
    ready = {fd: _file_events(fd, events) for fd, events in files}
    ready = {fd: events for fd, events in ready.items() if events}
    if ready and not asked:
        return list(ready.items())
    inputs = [(fd, events) for fd, events in files if events & _READ_EVENTS and standard_devices.is_input(fd)]
    params: dict[str, Any] = {"fds": [_named(fd, events) for fd, events in asked], "timeout": 0 if ready else timeout}
    answer = call("poll", params, or_input=bool(inputs) and not ready)
    if answer is None:
        return [(fd, events & _READ_EVENTS) for fd, events in inputs]
    for entry in answer[0]["ready"]:
        ready[entry["fd"]] = sum(_NUMBERS[name] for name in entry["events"])
    return [(fd, ready[fd]) for fd, _ in entries if fd in ready]


def _named(fd: int, events: int):
    return {"fd": fd, "events": [name for number, name in _NAMES.items() if number & events]}


def _file_events(fd: int, events: int):
    if standard_devices.is_input(fd) and not standard_input.has_line():
        return events & _FILE_EVENTS & ~_READ_EVENTS
    return events & _FILE_EVENTS if descriptors.is_file(fd) else POLLNVAL


def ceil_milliseconds(timeout: float | None):
    """The precision of poll(2): a timeout is never cut short."""
    return None if timeout is None else math.ceil(timeout * 1000) / 1000


def remaining(deadline: float | None):
    return None if deadline is None else max(0.0, deadline - time.monotonic())
