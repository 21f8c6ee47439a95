"""Linux's errno numbers, in place of Emscripten's.

The numbers and messages come from settings.py; here they are put where Python looks:
the `errno` module, `os.strerror`, and the table that picks ConnectionRefusedError for 111.
"""

import errno
import os
from typing import Any, cast

from _sockpit import c_functions, settings
from _sockpit.pyodide_internals import errno_classes, object_classes

# The classes of PEP 3151, by errno.
_CLASSES: dict[str, type[OSError]] = {
    "EAGAIN": BlockingIOError,
    "EALREADY": BlockingIOError,
    "EINPROGRESS": BlockingIOError,
    "EPIPE": BrokenPipeError,
    "ESHUTDOWN": BrokenPipeError,
    "ECHILD": ChildProcessError,
    "ECONNABORTED": ConnectionAbortedError,
    "ECONNREFUSED": ConnectionRefusedError,
    "ECONNRESET": ConnectionResetError,
    "EEXIST": FileExistsError,
    "ENOENT": FileNotFoundError,
    "EISDIR": IsADirectoryError,
    "ENOTDIR": NotADirectoryError,
    "EINTR": InterruptedError,
    "EACCES": PermissionError,
    "EPERM": PermissionError,
    "ESRCH": ProcessLookupError,
    "ETIMEDOUT": TimeoutError,
}

_ALIASES = {"EWOULDBLOCK": "EAGAIN", "ENOTSUP": "EOPNOTSUPP", "EDEADLOCK": "EDEADLK"}

# What C code of the interpreter raises for files, by Emscripten's numbers. An OSError with one of these numbers and
# Emscripten's text becomes one with Linux's where it is made, by whichever module.
_OF_C = (
    "EACCES EBADF EBUSY EEXIST EFBIG EINVAL EIO EISDIR ELOOP EMFILE EMLINK ENAMETOOLONG ENODEV ENOENT ENOMEM ENOSPC "
    "ENOSYS ENOTDIR ENOTEMPTY ENOTTY ENXIO EOVERFLOW EPERM ERANGE EROFS ESPIPE EXDEV"
).split()

_messages: dict[int, str] = {}
# The classes of PEP 3151, by Linux's number.
_linux_classes: dict[int, type[OSError]] = {}
# By Emscripten's number, as its C library says it.
_emscripten_messages: dict[int, str] = {}
_linux_numbers: dict[int, int] = {}


def install() -> None:
    """From now on Python speaks Linux's errno."""
    rows = settings.errnos
    emscripten = {name: number for number, name in errno.errorcode.items()}
    linux = {name: number for name, number, _ in rows if number > 0}
    _emscripten_messages.update({number: os.strerror(number) for number in emscripten.values()})
    _messages.update({number: message for _, number, message in rows if number > 0})
    aliases = {alias: linux[name] for alias, name in _ALIASES.items()}
    names = {**linux, **aliases}
    for name, number in emscripten.items():
        if name in names:
            _linux_numbers[number] = names[name]
    # CPython's table names a number by the alias, but for EAGAIN.
    preferred = {number: alias for alias, number in aliases.items() if alias != "EWOULDBLOCK"}
    _replace_module(names, {number: name for name, number in linux.items()} | preferred)
    _replace_classes(emscripten, linux)
    c_functions.put(os, "strerror", strerror)


def strerror(code: int, /) -> str:
    """Translate an error code to a message string."""
    return _messages.get(code, f"Unknown error {code}") if code else "Success"


def _replace_module(names: dict[str, int], errorcode: dict[int, str]) -> None:
    for name in [name for name in vars(errno) if name.startswith("E")]:
        delattr(errno, name)
    for name, number in names.items():
        setattr(errno, name, number)
    names_by_number = cast("dict[int, str]", errno.errorcode)
    names_by_number.clear()
    names_by_number.update(errorcode)


def _replace_classes(emscripten: dict[str, int], linux: dict[str, int]) -> None:
    object_classes.check()
    _linux_classes.update({linux[name]: exception for name, exception in _CLASSES.items()})
    table = errno_classes.find(emscripten["ECONNREFUSED"], emscripten["ENOENT"])
    table.clear()
    table.update(_linux_classes)
    table.update({emscripten[name]: _MadeByC for name in _OF_C})


def _in_linux(number: Any, text: Any) -> tuple[Any, Any]:
    # The text tells C's own numbers from those that Python code gives, which are Linux's.
    if text != _emscripten_messages.get(number):
        return number, text
    number = _linux_numbers.get(number, number)
    return number, strerror(number)


class _MadeByC(OSError):
    """An OSError while it is made, whose number is Linux's or Emscripten's: its text says which."""

    __slots__ = ()

    def __init__(self, number: Any, text: Any, *paths: Any) -> None:
        number, text = _in_linux(number, text)
        super().__init__(number, text, *paths)
        object_classes.become(self, _linux_classes.get(number, OSError))
