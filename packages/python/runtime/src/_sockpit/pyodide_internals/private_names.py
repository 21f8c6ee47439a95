"""Private names of the standard library: what this package calls, or sets, of them."""

import _posixsubprocess
import atexit
import sys
import threading
from collections.abc import Callable
from types import FunctionType
from typing import Any

from _sockpit import c_functions

# What Py_FinalizeEx does once the threads have ended.
run_exit_functions: Callable[[], None] = vars(atexit)["_run_exitfuncs"]


def threading_shutdown() -> Callable[[], None]:
    """What Py_FinalizeEx calls first: it waits for the threads."""
    return vars(threading)["_shutdown"]


def replace_fork_exec(function: FunctionType) -> None:
    """Puts a function in the place of that which `subprocess` and `multiprocessing` start processes by."""
    c_functions.put(_posixsubprocess, "fork_exec", function)


def settings_module() -> str:
    """The name of the module with the settings of CPython's build, as long as `sys.platform` is its own."""
    implementation: Any = sys.implementation
    return f"_sysconfigdata_{sys.abiflags}_{sys.platform}_{implementation._multiarch}"
