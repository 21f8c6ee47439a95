"""Waiting for a JavaScript promise itself.

Pyodide's `run_sync` hands what it is given to `asyncio.ensure_future`, and waits for the asyncio Future of a promise: a
loop of its own, two trips through a MessageChannel and a second stack, five to ten times as long as parking the
stack. What `ensure_future` gives is waited for as it is, so while `run_sync` begins, a function that gives the promise
back stands in its place. It is the program's again before anything of the program goes on.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from pyodide.ffi import run_sync

if TYPE_CHECKING:
    from worker_bridge import Promise

T = TypeVar("T")

_asyncio = asyncio.__dict__
_programs_own = asyncio.ensure_future


def _itself(promise: Any) -> Any:
    _asyncio["ensure_future"] = _programs_own
    return promise


def wait_for(promise: Promise[T]) -> T:
    """Parks the stack until the promise settles, and gives what it resolves to."""
    global _programs_own
    # A finalizer may run before `_itself` begins, and wait.
    if _asyncio["ensure_future"] is not _itself:
        _programs_own = _asyncio["ensure_future"]
    _asyncio["ensure_future"] = _itself
    return run_sync(promise)
