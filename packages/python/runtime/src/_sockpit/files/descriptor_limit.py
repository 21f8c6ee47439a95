"""RLIMIT_NOFILE: how many descriptors a program may have, of the lab and of files together."""

import errno

from _sockpit import settings
from _sockpit.bridge import blocking
from _sockpit.files import descriptors
from _sockpit.pyodide_internals import file_streams

_STANDARD_STREAMS = 3

# The lab gives no higher numbers, whatever the limit.
MOST = settings.first_file_fd

# Soft and hard.
limits = (MOST, MOST)


def room():
    """How many more may be opened. Numbers of standard streams are not among them, as nothing new gets one."""
    of_lab = sum(1 for fd in range(_STANDARD_STREAMS) if fd in descriptors.kinds)
    return limits[0] - _STANDARD_STREAMS - (len(descriptors.kinds) - of_lab) - file_streams.count()


def check(count: int = 1, path: object = None) -> None:
    """EMFILE where so many more would be too many; as in Linux, before anything else is done or waited for."""
    # Before a program runs, JavaScript is not asked: a snapshot of the interpreter holds none of its objects.
    if blocking.is_attached() and room() < count:
        raise OSError(errno.EMFILE, "Too many open files", *(() if path is None else (path,)))


def check_number(fd: int) -> None:
    """dup2(2): EBADF for a number that no descriptor may have."""
    if not 0 <= fd < limits[0]:
        raise OSError(errno.EBADF, "Bad file descriptor")


def check_lowest(fd: int) -> None:
    """F_DUPFD of fcntl(2): EINVAL for a number that no descriptor may have."""
    if not 0 <= fd < limits[0]:
        raise OSError(errno.EINVAL, "Invalid argument")
