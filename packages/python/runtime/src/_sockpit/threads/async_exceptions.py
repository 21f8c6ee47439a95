"""`ctypes.pythonapi.PyThreadState_SetAsyncExc`, by which programs end one thread from another.

CPython's own takes a `long` of 4 bytes, which `ctypes.c_long` is not here, and knows no thread of ours.
"""

import ctypes
from typing import Any

from _sockpit.bridge import blocking


class _SetAsyncExc:
    """Takes the place of a foreign function of ctypes, whose types programs may set."""

    argtypes: Any = None
    restype: Any = ctypes.c_int

    def __call__(self, ident: Any, exception: Any) -> int:
        """Has `exception`, a class, raised in a thread as soon as it runs again. Returns how many threads that are."""
        stack = blocking.stacks.get(_value(ident))
        if stack is None:
            return 0
        # NULL takes it back.
        stack.pending_exception = _value(exception) or None
        if stack is blocking.running:
            blocking.raise_pending(stack)
        return 1


def _value(argument: Any) -> Any:
    """A Python object, or that of ctypes' `c_ulong` or `py_object`; None for NULL."""
    try:
        return getattr(argument, "value", argument)
    except ValueError:
        return None


def install() -> None:
    functions: Any = ctypes.pythonapi
    functions.PyThreadState_SetAsyncExc = _SetAsyncExc()
