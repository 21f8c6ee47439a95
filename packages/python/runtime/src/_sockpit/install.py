"""Puts this package under the standard library of a fresh interpreter."""

import sys
from importlib.machinery import PathFinder
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
    runner,  # noqa: F401 - The worker calls it, when the archive is gone.
    tracebacks,
)
from _sockpit.pyodide_internals import (
    event_loops,
    fresh_imports,
    recursion_errors,  # noqa: F401 - stack-limit.ts asks it for its classes.
    standard_library,
)

_REPLACEMENTS = f"{_sockpit.FOLDER}_sockpit/replacements"

# Modules of Linux that the interpreter has not, or not rightly.
_ADDED = ("pwd", "grp", "resource", "readline", "syslog", "webbrowser")


def install():
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
    event_loops.install()
    failures.install()
    fresh_imports.install(("_signal", "_thread", "_socket", "select", "_queue", *_ADDED))


def _replace(name: str) -> ModuleType:
    """Imports the module of this name in `replacements`, in place of the interpreter's own, which is built in."""
    spec = PathFinder.find_spec(name, [_REPLACEMENTS])
    if spec is None or spec.loader is None:
        raise ImportError(f"{_REPLACEMENTS} has no {name}")
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
