"""The type of what `sys.unraisablehook` is given: CPython's own hook takes this one, which has no name in Python."""

import sys
from typing import Any


def find() -> Any:
    """The type, as the interpreter itself uses it for an exception in a finalizer."""
    seen: list[type] = []
    hook, sys.unraisablehook = sys.unraisablehook, lambda args, /: seen.append(type(args))

    class Unraisable:
        def __del__(self) -> None:
            raise RuntimeError

    try:
        Unraisable()
    finally:
        sys.unraisablehook = hook
    return seen[0]
