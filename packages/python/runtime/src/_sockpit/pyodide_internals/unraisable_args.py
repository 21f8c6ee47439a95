"""The type of what `sys.unraisablehook` is given: CPython's own hook takes this one, which has no name in Python."""

import sys
from typing import Any


def find() -> Any:
    """The type, as the interpreter itself uses it for an exception in a finalizer."""
    seen: list[Any] = []
    hook = sys.unraisablehook

    def note(args: Any, /) -> None:
        seen.append(type(args))

    sys.unraisablehook = note

    class Unraisable:
        def __del__(self) -> None:
            raise RuntimeError

    try:
        Unraisable()
    finally:
        sys.unraisablehook = hook
    return seen[0]
