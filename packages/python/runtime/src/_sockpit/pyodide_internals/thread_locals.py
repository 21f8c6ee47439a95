"""`threading.local` in Python, of whose objects none keeps the data of a thread that has ended."""

import _threading_local
from collections.abc import Callable
from types import TracebackType
from typing import Any

local = _threading_local.local


class _Patch:
    """While an attribute is looked up, the object's dict is that of the running thread.

    The module's own leaves it there, and with it what a thread has kept, until another thread looks something up.
    """

    __slots__ = ("_before", "_impl", "_local")

    def __init__(self, local: Any) -> None:
        self._local = local
        self._impl = object.__getattribute__(local, "_local__impl")

    def __enter__(self) -> None:
        impl = self._impl
        try:
            own = impl.get_dict()
        except KeyError:
            own = impl.create_dict()
            args, kwargs = impl.localargs
            self._local.__init__(*args, **kwargs)
        impl.locallock.acquire()
        self._before = object.__getattribute__(self._local, "__dict__")
        object.__setattr__(self._local, "__dict__", own)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        object.__setattr__(self._local, "__dict__", self._before)
        self._impl.locallock.release()


def install(current: Callable[[], object], lock: type) -> None:
    """`current` gives what a thread's data is kept with, an object with a dict and weak references; `lock` is RLock."""
    _threading_local.__dict__.update(current_thread=current, RLock=lock, _patch=_Patch)
