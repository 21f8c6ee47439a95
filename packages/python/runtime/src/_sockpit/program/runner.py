"""Runs one program as `python3 file.py` would: a fresh __main__, its exit status, its traceback."""

from __future__ import annotations

import json
import linecache
import os
import re
import sys
import threading
import types
from collections.abc import Callable
from importlib.machinery import FileFinder
from typing import TYPE_CHECKING

from _sockpit.bridge import blocking
from _sockpit.linux import processes
from _sockpit.names import interfaces, lab_hosts, lookups_without_threads
from _sockpit.program import failures, own_modules, thread_use, tracebacks, unraisable, wheels
from _sockpit.pyodide_internals import private_names

if TYPE_CHECKING:
    from worker_bridge import Bridge

# What a shell reports for a program that SIGINT ended.
INTERRUPTED_STATUS = 130

# What CPython ends with where its last output could not be written.
UNWRITTEN_STATUS = 120

_CODING = re.compile(r"[ \t\f]*#.*?coding[:=]")


def run(bridge: Bridge, name: str, source: str) -> int:
    """Runs the program to its end and gives its exit status."""
    blocking.attach(bridge, name)
    if not blocking.parks_stacks:
        lookups_without_threads.install()
    bridge.beginStack()
    processes.attach(bridge.pid)
    place = json.loads(bridge.place())
    lab_hosts.attach(place)
    interfaces.attach(place)
    _reseed()
    main = _prepare(name, source, json.loads(bridge.arguments()))

    @blocking.enters_program
    def execute() -> None:
        if not blocking.parks_stacks:
            _refuse_threads(name, source)
        exec(compile(_as_on_disk(name, source), name, "exec", dont_inherit=True), main.__dict__)

    status = _guarded(execute)
    finish = _guarded(_finish)
    unwritten = _guarded(_flush_streams)
    return unwritten or finish or status


def _refuse_threads(name: str, source: str) -> None:
    """Where no thread can start, a program that is certain to start one does not begin."""
    call = thread_use.first_start(_as_on_disk(name, source))
    if call is not None:
        reason = f"can't start new thread: {blocking.NO_THREADS} (the program was not started)"
        thread_use.raise_at(call, RuntimeError(reason), name)


def _as_on_disk(name: str, source: str) -> str | bytes:
    """What is compiled: the file's bytes where a coding line says how to read them (PEP 263), or else the text."""
    if not any(_CODING.match(line) for line in source.split("\n", 2)[:2]):
        return source
    with open(name, "rb") as file:
        return file.read()


def _prepare(name: str, source: str, arguments: list[str]) -> types.ModuleType:
    path = os.path.join(os.getcwd(), name)
    folder = os.path.dirname(path)
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=path, __builtins__=__builtins__, __cached__=None)
    sys.modules["__main__"] = main
    sys.argv[:] = [name, *arguments]
    # Where a script lies is where its imports are looked for first; what looked there before sees it empty.
    sys.path.insert(0, folder)
    own_modules.hide_standard_modules(folder)
    wheels.unpack(os.getcwd())
    _look_again()
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    return main


def _look_again() -> None:
    # `importlib.invalidate_caches` imports further modules, which the program's own may hide by now.
    for finder in sys.path_importer_cache.values():
        if isinstance(finder, FileFinder):
            finder.invalidate_caches()


def _reseed() -> None:
    # The interpreter may come from a snapshot, and two programs must not draw the same numbers.
    random = sys.modules.get("random")
    if random is not None:
        random.seed()


@blocking.enters_program
def _finish() -> None:
    _wait_for_threads()
    private_names.run_exit_functions()


@blocking.enters_program
def _flush_streams() -> None:
    is_written = True
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name, None)
        try:
            if stream is not None and not getattr(stream, "closed", False):
                stream.flush()
        except BaseException as error:
            is_written = False
            if name == "stdout":
                unraisable.report(error, "Exception ignored while flushing sys.stdout")
    if not is_written:
        raise SystemExit(UNWRITTEN_STATUS)


@blocking.enters_program
def _wait_for_threads() -> None:
    try:
        private_names.threading_shutdown()()
    except BaseException as error:
        unraisable.report(error, f"Exception ignored on threading shutdown {threading!r}")


def _guarded(action: Callable[[], object]) -> int:
    """Exit status of what was done, 0 where it came to its end."""
    try:
        try:
            action()
        except SystemExit as exit:
            return _exit_status(exit.code)
        except BaseException as error:
            _report(error)
            return INTERRUPTED_STATUS if isinstance(error, KeyboardInterrupt) else 1
    except BaseException:
        # Terminated while it was being reported, or its own excepthook failed.
        return INTERRUPTED_STATUS
    return 0


@blocking.enters_program
def _report(error: BaseException) -> None:
    failures.report(error, "main")
    traceback = error.__traceback__ = tracebacks.from_program(error.__traceback__)
    sys.excepthook(type(error), error, traceback)


def _exit_status(code: object) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    try:
        print(code, file=sys.stderr)
    except Exception:
        # As in CPython, nobody is left to learn of it.
        pass
    return 1
