"""Calls of the lab, with Python's exceptions for the protocol's errors."""

import errno
from typing import Any, overload

from _sockpit.bridge import blocking
from _sockpit.pyodide_internals.originals import original_socket

gaierror = original_socket.gaierror

# What a refused call says where Linux has a number for what it does not offer.
_REFUSALS = {"setsockopt": "ENOPROTOOPT", "getsockopt": "ENOPROTOOPT"}


Reply = tuple[dict[str, Any], Any]


@overload
def call(command: str, params: dict[str, Any], data: Any = None) -> Reply: ...


@overload
def call(command: str, params: dict[str, Any], data: Any = None, *, or_input: bool) -> Reply | None: ...


def call(command: str, params: dict[str, Any], data: Any = None, *, or_input: bool = False) -> Reply | None:
    """As `blocking.call`: makes the call and waits for it. Gives (result, data); raises OSError."""
    try:
        return blocking.call(command, params, data, or_input=or_input)
    except blocking.CallError as failure:
        exception = _exception(command, failure.error)
    if isinstance(exception, BrokenPipeError) and "MSG_NOSIGNAL" not in params.get("flags", ()):
        on_broken_pipe(params["fd"])
    try:
        raise exception
    finally:
        # Its traceback holds this frame, and so all of the program's: they would live until garbage is collected.
        del exception


def on_broken_pipe(fd: int) -> None:
    """Learns of each EPIPE; descriptors.py puts its own here."""


def _exception(command: str, failure: dict[str, Any]) -> OSError:
    if failure["kind"] == "timeout":
        return TimeoutError("timed out")
    if failure["kind"] == "policy" and command in _REFUSALS:
        return OSError(getattr(errno, _REFUSALS[command]), failure["message"])
    if failure["kind"] != "errno":
        return OSError(failure["message"])
    of_name = failure["errno"].startswith("EAI_")
    return (gaierror if of_name else OSError)(failure["number"], failure["message"])
