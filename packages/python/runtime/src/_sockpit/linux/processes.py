"""The program as a process: its pid, `kill`, and other processes, of which it can start none."""

import errno
import os
import subprocess
import sys
import types
from collections.abc import Callable
from typing import Any, NoReturn

from _sockpit import c_functions
from _sockpit.bridge import blocking
from _sockpit.linux import semaphores, signals
from _sockpit.pyodide_internals import private_names

_NONE_HERE = "a program in the page cannot start other processes"

_STARTERS = (
    *("fork", "forkpty", "popen", "posix_spawn", "posix_spawnp"),
    *(f"{verb}{form}" for verb in ("exec", "spawn") for form in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")),
)


_WRITTEN_IN_C = ("fork", "forkpty", "posix_spawn", "posix_spawnp", "execv", "execve")


def attach(pid: int) -> None:
    """Takes the number that the lab gave the process."""
    blocking.main.native_id = pid


def getpid() -> int:
    """Return the current process id."""
    return blocking.main.native_id


def kill(pid: int, signal: int, /) -> None:
    """Kill a process with a signal. Of the lab's processes, a program reaches itself alone."""
    if pid not in (0, getpid()):
        raise ProcessLookupError(errno.ESRCH, "No such process")
    if signal != 0:
        signals.raise_now(signal)


def _refuse(name: str) -> Callable[..., NoReturn]:
    def starter(*args: Any, **kwargs: Any) -> NoReturn:
        raise OSError(errno.ENOSYS, f"os.{name}: {_NONE_HERE}")

    starter.__name__ = starter.__qualname__ = name
    starter.__module__ = "os"
    return starter


def _refuse_popen(self: Any, *args: Any, **kwargs: Any) -> NoReturn:
    # What `__del__` asks for.
    self._child_created = False
    self.returncode = None
    raise OSError(errno.ENOSYS, f"subprocess: {_NONE_HERE}")


def _refuse_multiprocessing(*args: Any, **kwargs: Any) -> NoReturn:
    raise OSError(errno.ENOSYS, f"multiprocessing: {_NONE_HERE}")


def install() -> None:
    c_functions.put(os, "getpid", getpid)
    c_functions.put(os, "kill", kill)
    for name in _STARTERS:
        if name in _WRITTEN_IN_C:
            c_functions.put(os, name, _refuse(name))
        else:
            setattr(os, name, _refuse(name))
    # Without it the import of multiprocessing's parts fails, and says nothing of the reason.
    multiprocessing = semaphores.module()
    c_functions.put(multiprocessing, "sem_unlink", _refuse_multiprocessing)
    sys.modules["_multiprocessing"] = multiprocessing
    memory = types.ModuleType("_posixshmem")
    for name in ("shm_open", "shm_unlink"):
        c_functions.put(memory, name, _refuse_multiprocessing)
    sys.modules["_posixshmem"] = memory
    private_names.replace_fork_exec(_refuse_multiprocessing)
    subprocess.Popen.__init__ = _refuse_popen
