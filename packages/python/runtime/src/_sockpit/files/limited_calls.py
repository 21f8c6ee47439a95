"""What `os` and `fcntl` do with files, within the limit that they share with the lab's descriptors."""

import fcntl
import os
from collections.abc import Callable
from typing import Any

from _sockpit import c_functions
from _sockpit.files import descriptor_limit, descriptors

DUPLICATIONS = (fcntl.F_DUPFD, fcntl.F_DUPFD_CLOEXEC)


def install() -> None:
    c_functions.put(os, "open", _open(os.open))
    c_functions.put(os, "dup", _dup(os.dup))
    c_functions.put(os, "sysconf", _sysconf(os.sysconf))
    c_functions.put(fcntl, "fcntl", _fcntl(fcntl.fcntl))


def _open(original: Callable[..., int]):
    def open(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None):
        descriptor_limit.check(path=path)
        return original(path, flags, mode, dir_fd=dir_fd)

    return open


def _dup(original: Callable[..., int]):
    def dup(fd: int, /):
        _check_room_beside(fd)
        return original(fd)

    return dup


def _fcntl(original: Callable[..., Any]):
    def fcntl_of_file(fd: Any, cmd: int, arg: Any = 0, /):
        if cmd in DUPLICATIONS:
            descriptor_limit.check_lowest(arg)
            _check_room_beside(fd if isinstance(fd, int) else fd.fileno())
        return original(fd, cmd, arg)

    return fcntl_of_file


def _check_room_beside(fd: int) -> None:
    if descriptors.is_file(fd):
        descriptor_limit.check()


def _sysconf(original: Callable[..., int]):
    def sysconf(name: str | int, /):
        if name in ("SC_OPEN_MAX", os.sysconf_names["SC_OPEN_MAX"]):
            return descriptor_limit.limits[0]
        return original(name)

    return sysconf
