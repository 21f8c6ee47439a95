"""`resource`: limits of a program in a lab, and what it has used."""

import errno
import operator
import os
import sys
import time
import typing

from _sockpit import c_functions
from _sockpit.files import descriptor_limit

error = OSError
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1
RLIM_INFINITY = -1
RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS, RLIMIT_NPROC, RLIMIT_NOFILE = range(8)
RLIMIT_MEMLOCK, RLIMIT_AS, RLIMIT_SIGPENDING, RLIMIT_MSGQUEUE, RLIMIT_NICE, RLIMIT_RTPRIO = 8, 9, 11, 12, 13, 14
RLIMIT_RTTIME, RLIMIT_OFILE = 15, RLIMIT_NOFILE
_LIMITS = 16

# As they were set; but that of descriptors they bound nothing.
_limits: dict[int, tuple[int, int]] = {}


class _Fields(typing.NamedTuple):
    ru_utime: float
    ru_stime: float
    ru_maxrss: int
    ru_ixrss: int
    ru_idrss: int
    ru_isrss: int
    ru_minflt: int
    ru_majflt: int
    ru_nswap: int
    ru_inblock: int
    ru_oublock: int
    ru_msgsnd: int
    ru_msgrcv: int
    ru_nsignals: int
    ru_nvcsw: int
    ru_nivcsw: int


class struct_rusage(_Fields):
    """struct_rusage: Result from getrusage."""

    __slots__ = ()
    __module__ = "resource"

    def __repr__(self) -> str:
        return f"resource.{super().__repr__()}"


def getrlimit(resource: int, /) -> tuple[int, int]:
    """Return a tuple (soft, hard) of the limits of a resource."""
    _check(resource)
    if resource == RLIMIT_NOFILE:
        return descriptor_limit.limits
    return _limits.get(resource, (RLIM_INFINITY, RLIM_INFINITY))


def setrlimit(resource: int, limits: tuple[int, int], /) -> None:
    """Set the limits of a resource. That of open files is kept, the others bound nothing."""
    _, most = getrlimit(resource)
    pair = tuple(limits)
    if len(pair) != 2:
        raise ValueError("expected a tuple of 2 integers")
    soft, hard = (operator.index(limit) for limit in pair)
    if hard != RLIM_INFINITY and (soft == RLIM_INFINITY or soft > hard):
        raise ValueError("current limit exceeds maximum limit")
    if most != RLIM_INFINITY and (hard == RLIM_INFINITY or hard > most):
        raise ValueError("not allowed to raise maximum limit")
    if resource == RLIMIT_NOFILE:
        descriptor_limit.limits = soft, hard
    else:
        _limits[resource] = soft, hard


def prlimit(pid: int, resource: int, limits: tuple[int, int] | None = None, /) -> tuple[int, int]:
    """Get or set the resource limits of the program itself. It reaches no other process."""
    if pid not in (0, os.getpid()):
        raise ProcessLookupError(errno.ESRCH, "No such process")
    before = getrlimit(resource)
    if limits is not None:
        setrlimit(resource, limits)
    return before


def getrusage(who: int, /) -> struct_rusage:
    """Return what the program has used: its processor time. Nothing else is known here."""
    if who not in (RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD):
        raise ValueError("invalid who parameter")
    seconds = 0.0 if who == RUSAGE_CHILDREN else time.process_time()
    return struct_rusage(seconds, 0.0, *[0] * 14)


def getpagesize():
    """Return the number of bytes of a memory page."""
    return 4096


def _check(resource: int) -> None:
    if not 0 <= resource < _LIMITS:
        raise ValueError("invalid resource specified")


c_functions.take_places(globals(), sys.modules[__name__])
