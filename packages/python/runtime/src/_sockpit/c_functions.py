"""Functions that take the place of functions written in C.

A plain function that a class holds becomes a method of it, a built-in one does not: `class Pacer: sleep = time.sleep`.
"""

import os
import posix
import sys
import types
from collections.abc import Callable
from typing import Any, NoReturn, cast

from _sockpit.pyodide_internals import c_types

_Builtin = type(len)

# What has taken whose place, by the `id` of the original, which is kept for its `id` to stay its own.
_successors: dict[int, tuple[Any, Any]] = {}


class builtin_function_or_method:
    """Calls a function of this package, and looks like the built-in one whose place it takes."""

    __module__ = "builtins"
    # As a slot, a call reaches the function without another call in between.
    __slots__ = ("__call__", "__dict__", "__weakref__")
    __name__: str
    __qualname__: str

    def __repr__(self) -> str:
        return f"<built-in function {self.__name__}>"

    def __reduce__(self) -> str:
        return self.__qualname__

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(
            f"'builtin_function_or_method' object has no attribute {name!r} and no __dict__ for setting new attributes"
        )

    @property
    def __class__(self) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride] - It is read only on purpose.
        # `isinstance` asks for it, and so does `inspect.isbuiltin`.
        return _Builtin


def put(module: types.ModuleType, name: str, function: Callable[..., Any]) -> None:
    """Sets a module's function that is written in C on Linux."""
    original = getattr(module, name, None)
    made: Any = in_place_of(original, function) if original is not None else _new(module, name, function)
    setattr(module, name, made)
    if module is os:
        for supports in (os.supports_dir_fd, os.supports_effective_ids, os.supports_fd, os.supports_follow_symlinks):
            if original in supports:
                supports.add(made)


def in_place_of(original: Any, function: Callable[..., Any]) -> Any:
    """The built-in that takes the place of `original`."""
    made = _made(function, original, _module_of(original))
    _successors[id(original)] = original, made
    return made


def succeed(original: Any, successor: Any) -> None:
    """Notes that a class or function of Python has been made anew."""
    _successors[id(original)] = original, successor


def take_places(namespace: dict[str, Any], original: types.ModuleType) -> None:
    """Of a module that takes the place of one written in C: makes its functions built-ins, and its types immutable.

    `namespace` is the new module's, `original` the module that had its name.
    """
    module = sys.modules[namespace["__name__"]]
    for name, value in list(namespace.items()):
        is_function = isinstance(value, types.FunctionType) and value.__module__ != "_sockpit.c_calls"
        # What each module has of itself, as `__annotate__`, is none of its functions.
        if is_function and not name.startswith("__") and (name[0] != "_" or hasattr(original, name)):
            namespace[name] = _made(value, getattr(original, name, value), module)
        elif isinstance(value, type) and value.__module__ == namespace["__name__"] and not _is_exception(value):
            c_types.look_written_in_c(value)


def _is_exception(cls: type) -> bool:
    return issubclass(cls, BaseException)


def replace_copies() -> None:
    """Puts what has taken a function's place wherever a module of the standard library has taken the function."""
    for name, module in list(sys.modules.items()):
        # A program may put anything there.
        if not isinstance(cast("object", module), types.ModuleType) or name.startswith(
            ("_sockpit", "_frozen", "pyodide", "_pyodide")
        ):
            continue
        # What this package itself calls: it must reach the file system.
        if module is posix:
            continue
        for key, value in list(vars(module).items()):
            newest = _newest(value)
            if newest is not value:
                setattr(module, key, newest)


def _newest(value: Any) -> Any:
    while (entry := _successors.get(id(value))) is not None:
        value = entry[1]
    return value


def _module_of(original: Any) -> types.ModuleType:
    module = getattr(original, "__self__", None)
    return module if isinstance(module, types.ModuleType) else sys.modules[original.__module__]


def _new(module: types.ModuleType, name: str, function: Callable[..., Any]) -> Any:
    made = _made(function, function, posix if module is os else module)
    made.__dict__.update(__name__=name, __qualname__=name)
    return made


def _made(function: Callable[..., Any], original: Any, module: types.ModuleType) -> Any:
    made = object.__new__(builtin_function_or_method)
    object.__setattr__(made, "__call__", function)
    vars(made).update(
        __name__=original.__name__,
        __qualname__=original.__name__,
        __module__=original.__module__ if isinstance(original, _Builtin) else module.__name__,
        __doc__=original.__doc__ or function.__doc__,
        __self__=module,
        __text_signature__=getattr(original, "__text_signature__", None),
    )
    return made
