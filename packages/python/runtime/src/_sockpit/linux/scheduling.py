"""What `os` and `time` say of scheduling and of a thread's time: one processor, which a program's threads share."""

import errno
import os
import time
from collections.abc import Iterable

from _sockpit import c_functions
from _sockpit.bridge import blocking

_LOWEST, _HIGHEST = -20, 19
_niceness = 0


def nice(increment: int, /) -> int:
    """Add increment to the priority of process and return the new priority."""
    global _niceness
    _niceness = min(_HIGHEST, max(_LOWEST, _niceness + increment))
    return _niceness


def getpriority(which: int, who: int) -> int:
    """Return program scheduling priority."""
    _only_own(who)
    return _niceness


def setpriority(which: int, who: int, priority: int) -> None:
    """Set program scheduling priority."""
    global _niceness
    _only_own(who)
    _niceness = min(_HIGHEST, max(_LOWEST, priority))


def sched_getaffinity(pid: int, /) -> set[int]:
    """Return the affinity of the process identified by pid (or the current process if zero)."""
    _only_own(pid)
    return {0}


def sched_setaffinity(pid: int, mask: Iterable[int], /) -> None:
    """Set the CPU affinity of the process identified by pid to mask."""
    _only_own(pid)
    if 0 not in set(mask):
        raise OSError(errno.EINVAL, "Invalid argument")


def sched_yield() -> None:
    """Voluntarily relinquish the CPU."""
    blocking.yield_turn()


def thread_time() -> float:
    """Thread time for profiling: sum of the kernel and user-space CPU time. All threads share one real thread."""
    return time.process_time()


def thread_time_ns() -> int:
    """Thread time for profiling as nanoseconds. All threads share one real thread."""
    return time.process_time_ns()


def tzset() -> None:
    """Initialize, or reinitialize, the local timezone. It is the browser's, whatever TZ says."""


def _only_own(pid: int) -> None:
    if pid not in (0, os.getpid()):
        raise ProcessLookupError(errno.ESRCH, "No such process")


def install() -> None:
    for function in (nice, getpriority, setpriority, sched_getaffinity, sched_setaffinity, sched_yield):
        c_functions.put(os, function.__name__, function)
    for function in (thread_time, thread_time_ns, tzset):
        c_functions.put(time, function.__name__, function)
