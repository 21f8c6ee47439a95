"""Linux's errno numbers, in place of Emscripten's.

The numbers and messages come from packages/protocol; here they are put where Python looks:
the `errno` module, `os.strerror`, and the table that picks ConnectionRefusedError for 111.
"""

import errno
import gc
import os

# The classes of PEP 3151, by errno.
_CLASSES = {
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

# Emscripten's file system raises these, where Linux gives the number no class. They stay, so that
# C code which asks for FileNotFoundError still finds it.
_KEPT = ("ENOENT", "EISDIR", "ENOTDIR", "EPERM")

_messages = {}
_linux_numbers = {}


def install(rows):
    """Takes `[name, number, message]` rows. From now on Python speaks Linux's errno."""
    emscripten = {name: number for number, name in errno.errorcode.items()}
    linux = {name: number for name, number, _ in rows if number > 0}
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
    os.strerror = strerror


def linux_number(emscripten_number):
    """The number that Linux has for what Emscripten's C library reported."""
    return _linux_numbers.get(emscripten_number, emscripten_number)


def strerror(code, /):
    """Translate an error code to a message string."""
    return _messages.get(code, f"Unknown error {code}") if code else "Success"


def _replace_module(names, errorcode):
    for name in [name for name in vars(errno) if name.startswith("E")]:
        delattr(errno, name)
    for name, number in names.items():
        setattr(errno, name, number)
    errno.errorcode.clear()
    errno.errorcode.update(errorcode)


def _replace_classes(emscripten, linux):
    table = _class_table(emscripten)
    kept = {emscripten[name]: _CLASSES[name] for name in _KEPT}
    table.clear()
    table.update(kept)
    table.update({linux[name]: exception for name, exception in _CLASSES.items()})


def _class_table(emscripten):
    """CPython's own dict from errno to class (`errnomap` in Objects/exceptions.c)."""
    refused, missing = emscripten["ECONNREFUSED"], emscripten["ENOENT"]
    for candidate in gc.get_objects():
        if (
            type(candidate) is dict
            and candidate.get(refused) is ConnectionRefusedError
            and candidate.get(missing) is FileNotFoundError
        ):
            return candidate
    raise RuntimeError("CPython's table of OSError classes was not found")
