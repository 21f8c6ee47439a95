"""`_multiprocessing.SemLock` between the threads of a program: what `multiprocessing.pool.ThreadPool` is made with."""

import time
import types
from collections import deque

from _sockpit.bridge import blocking
from _sockpit.pyodide_internals import c_types

_RECURSIVE_MUTEX = 0


class SemLock:
    """Semaphore/Mutex type"""

    __module__ = "_multiprocessing"
    SEM_VALUE_MAX = 2**31 - 1

    def __init__(self, kind: int, value: int, maxvalue: int, name: str | None, unlink: bool) -> None:
        if kind not in (_RECURSIVE_MUTEX, 1):
            raise ValueError("unrecognized kind")
        self.kind, self.maxvalue = kind, maxvalue
        # Without a name, which other processes would know it by, nobody has to remove it.
        self.name: str | None = None
        self.handle = id(self)
        self._value = value
        self._waiting: deque[blocking.Place] = deque()
        self._held = 0
        self._owner: int | None = None

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        """Acquire the semaphore/lock."""
        me = blocking.running.ident
        if self.kind == _RECURSIVE_MUTEX and self._is_mine():
            self._held += 1
            return True
        deadline = None if timeout is None else time.monotonic() + max(0.0, timeout)
        while self._value == 0:
            if not block or not self._wait(deadline):
                return False
        self._value -= 1
        self._held += 1
        self._owner = me
        return True

    def release(self) -> None:
        """Release the semaphore/lock."""
        if self.kind == _RECURSIVE_MUTEX:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._held > 1:
                self._held -= 1
                return
        elif self._value >= self.maxvalue:
            raise ValueError("semaphore or lock released too many times")
        self._held -= 1
        self._value += 1
        self._wake_next()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *exc_info: object) -> None:
        self.release()

    def _count(self) -> int:
        return self._held

    def _is_mine(self) -> bool:
        return self._held > 0 and self._owner == blocking.running.ident

    def _get_value(self) -> int:
        return self._value

    def _is_zero(self) -> bool:
        return self._value == 0

    def _after_fork(self) -> None:
        self._held = 0

    def _wait(self, deadline: float | None) -> bool:
        """Whether it may be free; false when the time is over."""
        place = blocking.Place()
        self._waiting.append(place)
        try:
            return blocking.park(place, deadline) or self._value > 0
        except BaseException:
            # Woken, and does not want it any more.
            if place.is_woken:
                self._wake_next()
            raise
        finally:
            if place in self._waiting:
                self._waiting.remove(place)

    def _wake_next(self) -> None:
        if self._waiting:
            self._waiting.popleft().wake()


def module() -> types.ModuleType:
    """`_multiprocessing`."""
    c_types.look_written_in_c(SemLock)
    made = types.ModuleType("_multiprocessing", "Low-level semaphores of multiprocessing.")
    vars(made).update(SemLock=SemLock, flags={"HAVE_SEM_OPEN": 1, "HAVE_SEM_TIMEDWAIT": 1})
    return made
