"""The devices that Pyodide puts under the standard streams: a descriptor is told by its device, whatever its number.

So each copy of standard input asks in the page, and none of what has taken its place does.
"""

import posix
import stat

_INPUT = posix.stat("/dev/stdin").st_rdev
_ALL = (_INPUT, posix.stat("/dev/stdout").st_rdev, posix.stat("/dev/stderr").st_rdev)


def is_input(fd: int):
    """Whether what is read there is what is typed in the page."""
    return _device(fd) == _INPUT


def is_any(fd: int):
    """Whether it is standard input, or its writes are shown in the page."""
    return _device(fd) in _ALL


def _device(fd: int) -> int | None:
    try:
        status = posix.fstat(fd)
    except (OSError, OverflowError):
        return None
    return status.st_rdev if stat.S_ISCHR(status.st_mode) else None
