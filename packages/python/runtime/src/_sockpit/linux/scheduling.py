"""What `os`, `sys` and `time` say of scheduling and of threads: one processor, which a program's threads share."""

import errno
import os
import sys
import time
from collections.abc import Iterable
from types import FrameType

from _sockpit import c_functions
from _sockpit.bridge import blocking
from _sockpit.program import tracebacks

_LOWEST, _HIGHEST = -20, 19
_niceness = 0

_set_switch_interval = sys.setswitchinterval


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


def setswitchinterval(interval: float, /) -> None:
    """Set the ideal thread switching delay inside the Python interpreter, in seconds. Less than 1 ms is 1 ms."""
    _set_switch_interval(interval)
    blocking.bridge.setTurn(interval * 1000)


def _current_frames() -> dict[int, FrameType]:
    """Return a dict from the running thread's identifier to its frame. Of others, which are parked, none is known."""
    frame = tracebacks.program_frame()
    return {} if frame is None else {blocking.running.ident: frame}


def _current_exceptions() -> dict[int, BaseException | None]:
    """Return a dict from the running thread's identifier to the exception that it handles."""
    return {blocking.running.ident: sys.exception()}


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
    for function in (setswitchinterval, _current_frames, _current_exceptions):
        c_functions.put(sys, function.__name__, function)
    for function in (thread_time, thread_time_ns, tzset):
        c_functions.put(time, function.__name__, function)
