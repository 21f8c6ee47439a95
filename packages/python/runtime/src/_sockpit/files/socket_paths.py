"""Paths of Unix sockets for `os`: the lab has them, this interpreter's file system has not."""

import errno
import os
import posix
import stat
from collections.abc import Callable
from typing import Any

from _sockpit import c_functions, settings
from _sockpit.bridge import blocking, lab_calls

# sizeof(sun_path): unix(7).
_SUN_PATH_BYTES = 108

# Those that every lab has and a program binds in.
_FOLDERS_OF_LAB = (settings.working_directory, "/tmp")

# What bind(2) gives a socket's path with the usual umask.
_MODE = stat.S_IFSOCK | 0o755


def _stat(path: Any) -> tuple[os.stat_result] | None:
    found = _find(path)
    if found is None:
        return None
    seconds = found["modifiedMs"] / 1000
    whole = int(seconds)
    fields = (_MODE, found["inode"], 0, 1, os.getuid(), os.getgid(), 0, whole, whole, whole)
    return (os.stat_result(fields, {"st_atime": seconds, "st_mtime": seconds, "st_ctime": seconds}),)


def _unlink(path: Any) -> tuple[None] | None:
    # Only what is a socket's becomes a call of the program.
    if _find(path) is None:
        return None
    try:
        lab_calls.call("unlink", {"path": _text(path)})
    except FileNotFoundError:
        return None
    return (None,)


def check_bind(path: str) -> None:
    """What bind(2) finds wrong with a path that the lab cannot know: files and folders are this interpreter's."""
    if path == "":
        return
    try:
        posix.lstat(path)
    except OSError:
        pass
    else:
        raise OSError(errno.EADDRINUSE, "Address already in use")
    try:
        folder = posix.stat(os.path.dirname(path) or ".")
    except OSError as error:
        raise OSError(error.errno, error.strerror) from None
    if not stat.S_ISDIR(folder.st_mode):
        raise OSError(errno.ENOTDIR, "Not a directory")


def is_in_own_folder(path: str):
    """Whether the lab has to be told that the path's folder, which is this interpreter's, exists."""
    return path != "" and os.path.dirname(os.path.abspath(path)) not in _FOLDERS_OF_LAB


def _find(path: Any):
    text = _text(path)
    return None if text is None else blocking.find_socket(text)


def _text(path: Any) -> str | None:
    """The path as a Unix address may hold it; None where it may not."""
    try:
        encoded = os.fsencode(path)
        return os.fsdecode(encoded) if 0 < len(encoded) < _SUN_PATH_BYTES else None
    except TypeError:
        return None


def _also_in_lab(name: str, of_lab: Callable[[Any], tuple[Any] | None]) -> None:
    """Has a function of `os` ask the lab for a path that this file system has not: `of_lab` gives a tuple, or None."""
    original = getattr(os, name)

    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return original(*args, **kwargs)
        except FileNotFoundError as error:
            path = args[0] if args else kwargs.get("path")
            answer = of_lab(path) if kwargs.get("dir_fd") is None else None
            if answer is None:
                raise error from None
        return answer[0]

    c_functions.put(os, name, call)


def install() -> None:
    for name, of_lab in (("stat", _stat), ("lstat", _stat), ("unlink", _unlink), ("remove", _unlink)):
        _also_in_lab(name, of_lab)
