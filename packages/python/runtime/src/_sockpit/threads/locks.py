"""The locks of `_thread`, over threads that are parked stacks.

No thread loses its turn while code of this package runs (see _signal.py), except in a finalizer; so a check
and the change after it need no lock of their own, and every wait checks again what it waits for.
"""

import time
from collections import deque
from typing import Any, NoReturn, Self

from _sockpit import c_calls
from _sockpit.bridge import blocking

# The longest wait that Linux's PyTime_t holds, in seconds.
TIMEOUT_MAX = 9223372036.0

# As CPython's: one that has waited this long gets the lock itself, not just a chance at it.
_FAIR_SECONDS = 0.001


def deadline_of(blocking_flag: bool, timeout: Any) -> float | None:
    """The deadline of an acquire, None for ever, 0.0 where it may not wait; with CPython's refusals."""
    seconds = c_calls.seconds(timeout)
    if not blocking_flag:
        if seconds != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0.0
    if seconds == -1:
        return None
    if seconds < 0:
        raise ValueError("timeout value must be a non-negative number")
    if seconds > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return time.monotonic() + seconds


class _Waiter(blocking.Place):
    """A place in a lock's queue. `is_handed_over`: the lock is its own when it wakes."""

    __slots__ = ("is_handed_over", "since")

    def __init__(self, since: float) -> None:
        super().__init__()
        self.since = since
        self.is_handed_over = False


class lock:
    """A lock object is a synchronization primitive. To create a lock,
    call threading.Lock(). Methods are:

    acquire() -- lock the lock, possibly blocking until it can be obtained
    release() -- unlock of the lock
    locked() -- test whether the lock is currently locked
    """

    __slots__ = ("__weakref__", "_is_locked", "_waiting")
    __module__ = "_thread"

    _is_locked: bool
    _waiting: "deque[_Waiter] | None"

    def __new__(cls) -> Self:
        self = object.__new__(cls)
        self._is_locked = False
        self._waiting = None
        return self

    def __init_subclass__(cls, **kwargs: Any) -> NoReturn:
        raise TypeError("type '_thread.lock' is not an acceptable base type")

    def acquire(self, blocking: bool = True, timeout: Any = -1) -> bool:
        """Lock the lock. Without argument, this blocks if the lock is already locked."""
        if timeout == -1 and blocking and not self._is_locked:
            self._is_locked = True
            return True
        deadline = deadline_of(blocking, timeout)
        if not self._is_locked:
            self._is_locked = True
            return True
        return deadline != 0.0 and self._wait(deadline)

    def release(self) -> None:
        """Release the lock, allowing another thread that is blocked waiting for it to acquire it."""
        if not self._is_locked:
            raise RuntimeError("release unlocked lock")
        if self._waiting:
            place = self._waiting.popleft()
            place.is_handed_over = time.monotonic() - place.since >= _FAIR_SECONDS
            self._is_locked = place.is_handed_over
            place.wake()
        else:
            self._is_locked = False

    def locked(self) -> bool:
        """Return whether the lock is in the locked state."""
        return self._is_locked

    def __enter__(self) -> bool:
        if self._is_locked:
            self._wait(None)
        self._is_locked = True
        return True

    def __exit__(self, *exc_info: object) -> None:
        self.release()

    def __repr__(self) -> str:
        return f"<{'locked' if self._is_locked else 'unlocked'} _thread.lock object at {id(self):#x}>"

    def _at_fork_reinit(self) -> None:
        self._is_locked = False
        self._waiting = None

    def _wait(self, deadline: float | None) -> bool:
        """Takes the lock as soon as it may: True. False when the deadline has passed."""
        since = time.monotonic()
        if self._waiting is None:
            self._waiting = deque()
        while True:
            place = _Waiter(since)
            self._waiting.append(place)
            if not self._is_locked:
                self._leave(place)
                self._is_locked = True
                return True
            try:
                blocking.park(place, deadline)
            except BaseException:
                if not self._leave(place):
                    self._pass_on(place)
                raise
            if self._leave(place):
                return False
            if place.is_handed_over or not self._is_locked:
                self._is_locked = True
                return True

    def _leave(self, place: _Waiter) -> bool:
        """Stops waiting. False where a release has picked this place already."""
        if self._waiting is None:
            return False
        try:
            self._waiting.remove(place)
        except ValueError:
            return False
        return True

    def _pass_on(self, place: _Waiter) -> None:
        """A release picked one that does not want the lock any more."""
        if place.is_handed_over:
            self.release()
        elif not self._is_locked and self._waiting:
            self._waiting.popleft().wake()

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked


class RLock:
    """A reentrant lock: the thread that holds it may acquire it again, and must release it as often."""

    __module__ = "_thread"

    _block: lock
    _owner: int
    _count: int

    def __new__(cls, *args: object, **kwargs: Any) -> Self:
        self = object.__new__(cls)
        self._block = lock()
        self._owner = 0
        self._count = 0
        return self

    def acquire(self, blocking: bool = True, timeout: Any = -1) -> bool:
        """Lock the lock. It is taken at once where this thread holds it already."""
        me = _running_ident()
        if self._owner == me:
            deadline_of(blocking, timeout)
            self._count += 1
            return True
        if not self._block.acquire(blocking, timeout):
            return False
        self._owner = me
        self._count = 1
        return True

    def release(self) -> None:
        """Release the lock, once for each time that it was acquired."""
        if self._owner != _running_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if self._count == 0:
            self._owner = 0
            self._block.release()

    def locked(self) -> bool:
        """Return whether some thread holds the lock."""
        return self._count > 0

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *exc_info: object) -> None:
        self.release()

    def __repr__(self) -> str:
        state = "locked" if self._count else "unlocked"
        return (
            f"<{state} {type(self).__module__}.{type(self).__qualname__} object "
            f"owner={self._owner} count={self._count} at {id(self):#x}>"
        )

    def _is_owned(self) -> bool:
        return self._owner == _running_ident()

    def _recursion_count(self) -> int:
        return self._count if self._is_owned() else 0

    def _release_save(self) -> tuple[int, int]:
        if self._count == 0:
            raise RuntimeError("cannot release un-acquired lock")
        saved = self._count, self._owner
        self._count = self._owner = 0
        self._block.release()
        return saved

    def _acquire_restore(self, saved: tuple[int, int]) -> None:
        self._block.acquire()
        self._count, self._owner = saved

    def _at_fork_reinit(self) -> None:
        self._block = lock()
        self._owner = self._count = 0


def _running_ident() -> int:
    return blocking.running.ident
