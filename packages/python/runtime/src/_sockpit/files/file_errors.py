"""Errors of the file system with Linux's errno: `open` and what `os` takes from `posix`."""

import _io
import builtins
import errno
import fcntl
import io
import os
import posix
import time

from _sockpit import c_functions
from _sockpit.linux import errno_numbers

# Who may know a path that this file system does not, by function: called with the path, gives a tuple with the
# answer, or None. socket_paths.py puts its own here.
elsewhere = {}


_CLOCKS = ("clock_getres", "clock_gettime", "clock_gettime_ns", "clock_settime", "pthread_getcpuclockid")


def install():
    opener = _translating(_io.open)
    builtins.open = io.open = _io.open = opener
    wrapped = {}
    for name, function in list(vars(posix).items()):
        # Only what the module itself defines raises for a file; types and `_exit` stay as they are.
        if type(function) is type(posix.stat) and getattr(os, name, None) is function and name[0] != "_":
            wrapped[function] = _translating(function)
            setattr(os, name, wrapped[function])
    for name in ("fcntl", "lockf", "ioctl"):
        c_functions.put(fcntl, name, _translated(getattr(fcntl, name)))
    c_functions.put(fcntl, "flock", flock)
    for name in _CLOCKS:
        if hasattr(time, name):
            c_functions.put(time, name, _translated(getattr(time, name)))
    for supports in (os.supports_dir_fd, os.supports_effective_ids, os.supports_fd, os.supports_follow_symlinks):
        supports.update([wrapped[function] for function in supports if function in wrapped])


def flock(fd, operation, /):
    """Perform the lock operation on a file descriptor. No other process shares this file system, so it succeeds."""
    os.fstat(fd if isinstance(fd, int) else fd.fileno())
    if operation & ~fcntl.LOCK_NB not in (fcntl.LOCK_SH, fcntl.LOCK_EX, fcntl.LOCK_UN):
        raise OSError(errno.EINVAL, "Invalid argument")


def _translating(function):
    return c_functions.in_place_of(function, _translated(function))


def _translated(function):
    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except OSError as error:
            if error.errno is None:
                raise
            translated = errno_numbers.translated(error)
        if translated.errno == errno.ENOENT and (known := elsewhere.get(function.__name__)) is not None:
            answer = known(args[0] if args else kwargs.get("path")) if kwargs.get("dir_fd") is None else None
            if answer is not None:
                return answer[0]
        raise translated

    return call
