"""`_queue.SimpleQueue`, as CPython has it in C: it holds no lock, so the handler of a signal may put something, too."""

import _queue
import queue
import time
import types
from collections import deque
from typing import Any, NoReturn, cast

from _sockpit.bridge import blocking
from _sockpit.c_calls import no_arguments, seconds
from _sockpit.pyodide_internals import c_types
from _sockpit.threads.locks import TIMEOUT_MAX

_Empty = _queue.Empty


class SimpleQueue:
    """Simple, unbounded, reentrant FIFO queue."""

    __slots__ = ("__weakref__", "_items", "_waiting")
    __module__ = "_queue"

    _items: deque[Any]
    _waiting: deque[blocking.Place]

    def __new__(cls, *args: object, **kwargs: object):
        if cls is SimpleQueue and (args or kwargs):
            raise TypeError(f"SimpleQueue() takes no {'keyword' if kwargs else 'positional'} arguments")
        self = object.__new__(cls)
        self._items, self._waiting = deque(), deque()
        return self

    __class_getitem__: Any = classmethod(cast("Any", types.GenericAlias))

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        """Put the item on the queue. It is never full, so nothing is waited for."""
        self._items.append(item)
        self._wake_next()

    def put_nowait(self, item: Any) -> None:
        """Put an item into the queue without blocking."""
        self.put(item)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """Remove and return an item from the queue, waiting for one until `timeout` seconds have passed: Empty."""
        deadline = _deadline(timeout) if block else 0.0
        while not self._items:
            place = blocking.Place()
            self._waiting.append(place)
            try:
                if not blocking.park(place, deadline) and not self._items:
                    raise _Empty
            finally:
                if place in self._waiting:
                    self._waiting.remove(place)
                elif self._items:
                    # It may fail, or find that another has been faster, and then nobody else is woken for what is left.
                    self._wake_next()
        return self._items.popleft()

    def get_nowait(self) -> Any:
        """Remove and return an item from the queue without blocking."""
        return self.get(False)

    @no_arguments
    def empty(self):
        """Return True if the queue is empty, False otherwise (not reliable!)."""
        return not self._items

    @no_arguments
    def qsize(self):
        """Return the approximate size of the queue (not reliable!)."""
        return len(self._items)

    def __reduce_ex__(self, protocol: object, /) -> NoReturn:
        cls = type(self)
        name = f"_queue.{cls.__name__}" if cls is SimpleQueue else cls.__name__
        raise TypeError(f"cannot pickle '{name}' object")

    def _wake_next(self) -> None:
        if self._waiting:
            self._waiting.popleft().wake()


def _deadline(timeout: float | None) -> float | None:
    if timeout is None:
        return None
    length = seconds(timeout)
    if length < 0:
        raise ValueError("'timeout' must be a non-negative number")
    if length > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return time.monotonic() + length


def install() -> None:
    """Puts it under the modules that have the one in C, which blocks the one real thread."""
    c_types.look_written_in_c(SimpleQueue)
    queue.SimpleQueue = _queue.SimpleQueue = SimpleQueue
