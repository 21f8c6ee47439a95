"""Puts our `_thread`, `_signal`, `_socket` and `select` under the standard library that Pyodide has loaded already."""

import _frozen_importlib
import importlib
import logging
import selectors
import signal
import socket
import sys
import threading
import types
from typing import Any, cast

from _sockpit import c_functions
from _sockpit.pyodide_internals.originals import original_socket, original_thread
from _sockpit.threads import locked_io, simple_queue


def install() -> None:
    # A reload keeps what the new `_signal` does not give.
    for name in [name for name in vars(signal) if not name.startswith("__")]:
        delattr(signal, name)
    importlib.reload(signal)
    _reload(threading)
    # Ours, which was installed before.
    threads = sys.modules["_thread"]
    _replace_primitives(threads)
    _frozen_importlib.__dict__["_thread"] = threads
    if logging.lastResort is not None:
        logging.lastResort.createLock()
    simple_queue.install()
    _reload(selectors)
    # As of `signal`: the interpreter's own has names that Linux's Python has not.
    for name in vars(original_socket).keys() - vars(sys.modules["_socket"]).keys():
        socket.__dict__.pop(name, None)
    _reload(socket)
    socket.__dict__["io"] = locked_io.for_sockets()
    c_functions.replace_copies()


def _reload(module: types.ModuleType) -> None:
    before = dict(vars(module))
    importlib.reload(module)
    for name, value in before.items():
        newest = vars(module)[name]
        if isinstance(value, (type, types.FunctionType)) and newest is not value:
            c_functions.succeed(value, newest)


def _replace_primitives(threads: Any) -> None:
    """What modules took from `_thread` would block the one real thread, and all stacks with it."""
    replacements = {
        id(getattr(original_thread, name)): getattr(threads, name)
        for name in ("allocate_lock", "RLock", "LockType", "get_ident", "start_new_thread", "_local")
    }
    for module in list(sys.modules.values()):
        if not isinstance(cast("Any", module), types.ModuleType):
            continue
        for name, value in list(vars(module).items()):
            if id(value) in replacements:
                setattr(module, name, replacements[id(value)])
            elif isinstance(value, original_thread.LockType):
                setattr(module, name, threads.lock())
            elif isinstance(value, original_thread.RLock):
                setattr(module, name, threads.RLock())
