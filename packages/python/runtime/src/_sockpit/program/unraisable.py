"""Exceptions that nobody can catch, told by `sys.unraisablehook` as CPython's C code tells them."""

import sys
from typing import Any

from _sockpit.program import tracebacks
from _sockpit.pyodide_internals import unraisable_args


def report(exception: BaseException, message: str, object: Any = None) -> None:
    """Hands the exception to the hook: `message` is what stands before the colon."""
    traceback = exception.__traceback__ = tracebacks.from_program(exception.__traceback__)
    sys.unraisablehook(_args_type((type(exception), exception, traceback, message, object)))


def thread_failed(exception: BaseException):
    """Learns what ended a thread that nobody asks; failures.py puts its own here."""


_args_type = unraisable_args.find()
