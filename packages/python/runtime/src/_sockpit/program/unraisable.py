"""Exceptions that nobody can catch, told by `sys.unraisablehook` as CPython's C code tells them."""

import sys

from _sockpit.program import tracebacks


def report(exception, message, object=None):
    """Hands the exception to the hook: `message` is what stands before the colon."""
    traceback = exception.__traceback__ = tracebacks.from_program(exception.__traceback__)
    sys.unraisablehook(_args_type((type(exception), exception, traceback, message, object)))


def _find_args_type():
    # CPython's own hook takes this one type, which has no other name in Python.
    seen = []
    hook, sys.unraisablehook = sys.unraisablehook, lambda args: seen.append(type(args))

    class Unraisable:
        def __del__(self):
            raise RuntimeError

    try:
        Unraisable()
    finally:
        sys.unraisablehook = hook
    return seen[0]


_args_type = _find_args_type()
