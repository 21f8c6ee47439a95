"""Errors of the file system with Linux's errno: `open` and what `os` takes from `posix`."""

import _io
import builtins
import errno
import functools
import io
import os
import posix

from _sockpit import linux_errno


# Who may know a path that this file system does not, by function: called with the path, gives a tuple with the
# answer, or None. socket_paths.py puts its own here.
elsewhere = {}


def install():
    opener = _translating(_io.open)
    builtins.open = io.open = _io.open = opener
    wrapped = {}
    for name, function in list(vars(posix).items()):
        # Only what the module itself defines raises for a file; types and `_exit` stay as they are.
        if type(function) is type(posix.stat) and getattr(os, name, None) is function and name[0] != "_":
            wrapped[function] = _translating(function)
            setattr(os, name, wrapped[function])
    for supports in (os.supports_dir_fd, os.supports_effective_ids, os.supports_fd, os.supports_follow_symlinks):
        supports.update([wrapped[function] for function in supports if function in wrapped])


def _translating(function):
    @functools.wraps(function)
    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except OSError as error:
            if error.errno is None:
                raise
            number = linux_errno.linux_number(error.errno)
            paths = () if error.filename is None else (error.filename, None, error.filename2)
            translated = OSError(number, linux_errno.strerror(number), *paths)
        if number == errno.ENOENT and (known := elsewhere.get(function.__name__)) is not None:
            answer = known(args[0] if args else kwargs.get("path")) if kwargs.get("dir_fd") is None else None
            if answer is not None:
                return answer[0]
        raise translated

    return call
