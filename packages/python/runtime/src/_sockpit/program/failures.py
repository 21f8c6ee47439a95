"""Exceptions that ended the program or a thread of it, as data: the page's hints need more than a traceback's text."""

import errno
import functools
import json
import socket
import sys
import threading
import traceback
from asyncio import base_events
from typing import Any, cast

from _sockpit import c_functions
from _sockpit.bridge import blocking
from _sockpit.program import unraisable

# Characters of an exception's text, and lines of a traceback, that a hint can need.
_MESSAGE_LENGTH = 500
_LINES = 20

# Reports of one run: a program whose threads fail in a loop says nothing new with the next.
_REPORTS = 50

# Linux gives some numbers two names; the page knows the one that its calls use.
_one_name = {"ENOTSUP": "EOPNOTSUPP", "EWOULDBLOCK": "EAGAIN", "EDEADLOCK": "EDEADLK"}

_lookup_errors: dict[int, str] = {}
_reported = 0


def report(error: BaseException, where: str, thread: str | None = None) -> None:
    """Reports an exception. `where`: "main", "thread", "task", "request"; `thread`: its name, unless the main one."""
    global _reported
    if not blocking.is_attached() or (where != "main" and _reported >= _REPORTS):
        return
    _reported += 1
    blocking.bridge.failed(json.dumps({"where": where, "thread": thread, **describe(error)}))


def describe(error: BaseException) -> dict[str, Any]:
    """An exception's type, bases, text, errno and lines in the program's own file, the innermost last."""
    root = _root(error)
    lines = _lines(error) if root is error else [*_lines(error), *_lines(root)]
    if isinstance(root, SyntaxError) and root.filename == blocking.program_file and root.lineno:
        lines.append(root.lineno)
    return {
        "type": type(root).__name__,
        "bases": [base.__name__ for base in type(root).__mro__[1:-1]],
        "message": _text(root)[:_MESSAGE_LENGTH],
        "errno": _errno_name(root),
        "module": root.name if isinstance(root, ImportError) else None,
        "lines": lines[-_LINES:],
    }


def _root(error: BaseException) -> BaseException:
    """What lies behind an exception: one of a group, or what it was raised from."""
    for _ in range(_LINES):
        if (part := _first_of(error)) is not None:
            error = part
        elif isinstance(error, OSError) and error.errno is None and isinstance(reason := _reason(error), OSError):
            error = reason
        elif getattr(error, "errno", None) is None and isinstance(error.__cause__, BaseException):
            error = error.__cause__
        else:
            break
    return error


def _first_of(error: BaseException) -> BaseException | None:
    if not isinstance(error, BaseExceptionGroup):
        return None
    exceptions = cast("BaseExceptionGroup[BaseException]", error).exceptions
    return exceptions[0] if exceptions else None


def _reason(error: object) -> object:
    # urllib's URLError holds what went wrong there.
    return getattr(error, "reason", None)


def _is_of_tls(error: BaseException) -> bool:
    # The numbers of ssl's errors are OpenSSL's. What is not imported has raised nothing.
    ssl = sys.modules.get("ssl")
    return ssl is not None and isinstance(error, ssl.SSLError)


def _errno_name(error: BaseException) -> str | None:
    number = error.errno if isinstance(error, OSError) else None
    if not isinstance(number, int) or _is_of_tls(error):
        return None
    if isinstance(error, socket.gaierror):
        return _lookup_errors.get(number)
    name = errno.errorcode.get(number)
    return None if name is None else _one_name.get(name, name)


def _lines(error: BaseException) -> list[int]:
    steps = traceback.walk_tb(error.__traceback__)
    return [line for frame, line in steps if line and frame.f_code.co_filename == blocking.program_file]


def _text(error: BaseException) -> str:
    # The program's own exception may have a `__str__` that fails.
    try:
        return str(error)
    except Exception:
        return ""


def install() -> None:
    """Where the standard library reports what ended a part of the program, the page gets it as well."""
    _lookup_errors.update((value, name) for name, value in vars(socket).items() if name.startswith("EAI_"))
    original = threading.excepthook

    def excepthook(args: threading.ExceptHookArgs, /) -> Any:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            report(args.exc_value, "thread", args.thread.name if args.thread is not None else None)
        return original(args)

    threading.excepthook = threading.__excepthook__ = c_functions.in_place_of(original, excepthook)
    handle = base_events.BaseEventLoop.default_exception_handler

    @functools.wraps(handle)
    def default_exception_handler(self: base_events.BaseEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            report(error, "task")
        return handle(self, context)

    base_events.BaseEventLoop.default_exception_handler = default_exception_handler
    import socketserver  # noqa: PLC0415 - What it has depends on what `socket` and `selectors` have by now.

    handle_error = socketserver.BaseServer.handle_error

    @functools.wraps(handle_error)
    def reported(self: socketserver.BaseServer, request: Any, client_address: Any) -> None:
        error = sys.exception()
        if error is not None:
            report(error, "request")
        return handle_error(self, request, client_address)

    socketserver.BaseServer.handle_error = reported
    unraisable.thread_failed = lambda error: report(error, "thread", blocking.thread_name(blocking.running))
