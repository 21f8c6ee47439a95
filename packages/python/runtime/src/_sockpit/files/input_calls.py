"""What `os` and `fcntl` do with standard input, whose lines come from the page."""

import errno
import fcntl
import os
from typing import Any

from _sockpit.c_calls import c_size
from _sockpit.program.console import standard_input


def _read_input(length: int, /) -> bytes:
    data = bytearray(c_size(length))
    return bytes(data[: _read_input_into(data)])


def _read_input_into(buffer: Any, /) -> int:
    taken = standard_input.read_line_into(buffer)
    if taken is None:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")
    return taken


def _is_terminal():
    return True


def _set_input_blocking(blocking: bool, /) -> None:
    standard_input.is_non_blocking = not blocking


def _get_input_blocking():
    return not standard_input.is_non_blocking


def _input_fcntl(cmd: int, arg: Any = 0, /):
    if cmd == fcntl.F_GETFL:
        return os.O_RDWR | (os.O_NONBLOCK if standard_input.is_non_blocking else 0)
    if cmd == fcntl.F_SETFL:
        standard_input.is_non_blocking = bool(arg & os.O_NONBLOCK)
    return 0


ROUTES = {
    "read": _read_input,
    "readinto": _read_input_into,
    "set_blocking": _set_input_blocking,
    "get_blocking": _get_input_blocking,
    "isatty": _is_terminal,
    "fcntl": _input_fcntl,
}
