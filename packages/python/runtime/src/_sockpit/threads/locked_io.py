"""Buffered streams over what waits, for several threads: `socket.makefile` and standard input.

CPython's own lock of a buffered stream goes by the real thread, of which there is one: a second thread
would get "reentrant call" where on Linux it waits for the first.
"""

import io
import types
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from _sockpit.threads import locks

_READING: tuple[str, ...] = ("read", "read1", "readinto", "readinto1", "readline", "readlines", "peek", "__next__")
_WRITING: tuple[str, ...] = ("write", "writelines", "flush")
Stream = TypeVar("Stream", bound=io.BufferedIOBase)

_BOTH: tuple[str, ...] = ("close", "detach", "seek", "tell", "truncate")


def _locked(base: type[Stream], lock_names: Mapping[str, str]) -> type[Stream]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        for lock_name in set(lock_names.values()):
            setattr(self, lock_name, locks.RLock())
        base.__init__(self, *args, **kwargs)

    def __repr__(self: Any) -> str:
        # The C class's own name has its module in it.
        return base.__repr__(self).replace("<", "<_io.", 1)

    members = {"__init__": __init__, "__repr__": __repr__, "__module__": "_io", "__doc__": base.__doc__}
    for name, lock_name in lock_names.items():
        if hasattr(base, name):
            members[name] = _method(getattr(base, name), lock_name)
    return cast("type[Stream]", type(base.__name__, (base,), members))


def _method(function: Callable[..., Any], lock_name: str) -> Any:
    def method(self: Any, *args: Any) -> Any:
        with getattr(self, lock_name):
            return function(self, *args)

    method.__name__ = function.__name__
    method.__doc__ = function.__doc__
    return method


_one_lock: dict[str, str] = dict.fromkeys(_READING + _WRITING + _BOTH, "_stream_lock")
BufferedReader = _locked(io.BufferedReader, _one_lock)
BufferedWriter = _locked(io.BufferedWriter, _one_lock)
BufferedRandom = _locked(io.BufferedRandom, _one_lock)
# Its two directions are two streams.
_two_locks: dict[str, str] = {**dict.fromkeys(_READING, "_read_lock"), **dict.fromkeys(_WRITING, "_write_lock")}
BufferedRWPair = _locked(io.BufferedRWPair, _two_locks)


def for_sockets() -> types.ModuleType:
    """The `io` module as socket.py sees it."""
    module = types.ModuleType("io", io.__doc__)
    module.__dict__.update(vars(io))
    for stream in (BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair):
        setattr(module, stream.__name__, stream)
    return module
