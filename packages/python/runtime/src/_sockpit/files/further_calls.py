"""Calls of `os` and `fcntl` on files that Linux has and Emscripten's C library has not, or not rightly."""

import errno
import fcntl
import os
from collections.abc import Iterable
from typing import Any, NoReturn

from _sockpit import c_functions


def link(
    src: Any, dst: Any, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None, follow_symlinks: bool = True
):
    """Create a hard link to a file. This file system has none, as FAT."""
    os.lstat(src, dir_fd=src_dir_fd)
    raise PermissionError(errno.EPERM, "Operation not permitted", src, None, dst)


def mkfifo(path: Any, mode: int = 0o666, *, dir_fd: int | None = None) -> None:
    """Create a "fifo" (a POSIX named pipe). This file system has none, as FAT."""
    _refuse_node(path, dir_fd)


def mknod(path: Any, mode: int = 0o600, device: int = 0, *, dir_fd: int | None = None) -> None:
    """Create a node in the file system. This file system has files and folders only."""
    _refuse_node(path, dir_fd)


def lchown(path: Any, uid: int, gid: int) -> None:
    """Change the owner and group id of path, and follow no symbolic link."""
    os.chown(path, uid, gid, follow_symlinks=False)


def preadv(fd: int, buffers: Iterable[Any], offset: int, flags: int = 0, /):
    """Read from a file descriptor into a number of mutable bytes-like objects, from a position."""
    total = 0
    for buffer in buffers:
        with memoryview(buffer).cast("B") as view:
            data = os.pread(fd, len(view), offset + total)
            view[: len(data)] = data
            total += len(data)
            if len(data) < len(view):
                break
    return total


def pwritev(fd: int, buffers: Iterable[Any], offset: int, flags: int = 0, /):
    """Write the bytes-like objects to a file descriptor at a given offset."""
    return os.pwrite(fd, b"".join(bytes(buffer) for buffer in buffers), offset)


def posix_fallocate(fd: int, offset: int, length: int, /) -> None:
    """Ensure a file has allocated at least a particular number of bytes on disk."""
    if offset < 0 or length <= 0:
        raise OSError(errno.EINVAL, "Invalid argument")
    if os.fstat(fd).st_size < offset + length:
        os.ftruncate(fd, offset + length)


def flock(fd: Any, operation: int, /) -> None:
    """Perform the lock operation on a file descriptor. No other process shares this file system, so it succeeds."""
    os.fstat(fd if isinstance(fd, int) else fd.fileno())
    if operation & ~fcntl.LOCK_NB not in (fcntl.LOCK_SH, fcntl.LOCK_EX, fcntl.LOCK_UN):
        raise OSError(errno.EINVAL, "Invalid argument")


def getrandom(size: int, flags: int = 0):
    """Obtain a series of random bytes."""
    if size < 0:
        raise OSError(errno.EINVAL, "Invalid argument")
    return os.urandom(size)


def _refuse_node(path: Any, dir_fd: int | None) -> NoReturn:
    try:
        os.lstat(path, dir_fd=dir_fd)
    except FileNotFoundError:
        raise PermissionError(errno.EPERM, "Operation not permitted", path) from None
    raise FileExistsError(errno.EEXIST, "File exists", path)


def install() -> None:
    os.GRND_NONBLOCK, os.GRND_RANDOM = 1, 2
    for function in (link, mkfifo, mknod, lchown, preadv, pwritev, posix_fallocate, getrandom):
        c_functions.put(os, function.__name__, function)
    c_functions.put(fcntl, "flock", flock)
