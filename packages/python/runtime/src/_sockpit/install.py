"""Puts this package under the standard library of a fresh interpreter."""

import sys
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import module_from_spec
from types import ModuleType

import _sockpit
from _sockpit.bridge import blocking
from _sockpit.debugger import stepping
from _sockpit.files import fd_calls, fd_files, further_calls, socket_paths
from _sockpit.linux import accounts, errno_numbers, native_struct, platform, processes, scheduling, shell, signals
from _sockpit.program import (
    console,
    failures,
    runner,  # noqa: F401 # pyright: ignore[reportUnusedImport] - The worker calls it, when the archive is gone.
    tracebacks,
)
from _sockpit.pyodide_internals import (
    event_loops,
    fresh_imports,
    recursion_errors,  # noqa: F401 # pyright: ignore[reportUnusedImport] - stack-limit.ts asks it for its classes.
    secure_sockets,
    standard_library,
)

_REPLACEMENTS = f"{_sockpit.FOLDER}_sockpit/replacements"

# Modules of Linux that the interpreter has not, or not rightly.
_ADDED = ("pwd", "grp", "resource", "readline", "syslog", "webbrowser")


def install() -> None:
    """Everything that is changed outside of this package, each after what it builds on."""
    errno_numbers.install()
    tracebacks.install()
    platform.install()
    native_struct.install()
    blocking.install()
    signals.install()
    _replace("_signal")
    _replace("_thread").install()
    processes.install()
    accounts.install()
    scheduling.install()
    shell.install()
    further_calls.install()
    stepping.install()
    console.install()
    socket_paths.install()
    _replace("_socket")
    _replace("select")
    for name in _ADDED:
        _replace(name)
    fd_calls.install()
    fd_files.install()
    standard_library.install()
    _replace("_ssl")
    secure_sockets.install(lambda: _take_over("ssl"))
    event_loops.install()
    failures.install()
    fresh_imports.install(("_signal", "_thread", "_socket", "select", "_queue", "_ssl", "ssl", *_ADDED))


def _replace(name: str) -> ModuleType:
    """Imports the module of this name in `replacements`, in place of the interpreter's own, which is built in."""
    spec, loader = _replacement(name)
    module = module_from_spec(spec)
    sys.modules[name] = module
    loader.exec_module(module)
    return module


def _take_over(name: str) -> None:
    """Executes the module of this name in `replacements` as the one that others have imported already."""
    spec, loader = _replacement(name)
    module = sys.modules[name]
    for own in [own for own in vars(module) if not own.startswith("__")]:
        delattr(module, own)
    vars(module).update(__file__=spec.origin, __spec__=spec, __loader__=loader)
    loader.exec_module(module)


def _replacement(name: str) -> tuple[ModuleSpec, Loader]:
    spec = PathFinder.find_spec(name, [_REPLACEMENTS])
    if spec is None or spec.loader is None:
        raise ImportError(f"{_REPLACEMENTS} has no {name}")
    return spec, spec.loader
