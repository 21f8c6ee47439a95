"""`struct` with the native sizes of 64-bit Linux: the interpreter's own `long` and pointers have 4 bytes."""

import _struct
import functools
import re
import struct
from collections.abc import Callable
from typing import Any, cast

from _sockpit import c_functions
from _sockpit.pyodide_internals import c_types

# Sizes, which are the alignments too, where this interpreter has others: each as a code that has that size everywhere.
_EIGHT_BYTES: dict[str, str] = {"l": "q", "L": "Q", "n": "q", "N": "Q", "P": "Q"}
_SIZES = {"h": 2, "H": 2, "i": 4, "I": 4, "q": 8, "Q": 8, "e": 2, "f": 4, "d": 8, "F": 4, "D": 8}
_ITEM = re.compile(r"\s*(\d*)([^\d\s])")


@functools.lru_cache(maxsize=256)
def linux_format(format: Any) -> Any:
    """The same layout as on 64-bit Linux, in a format that says all of it; what is no native format stays as it is."""
    text = format.decode("latin-1") if isinstance(format, (bytes, bytearray)) else format
    if not isinstance(text, str) or text[:1] in tuple("<>=!") or not _EIGHT_BYTES.keys() & set(text):
        return format
    layout, offset = ["<"], 0
    for count, native in cast("list[tuple[str, str]]", _ITEM.findall(text.removeprefix("@"))):
        code = _EIGHT_BYTES.get(native, native)
        size = _SIZES.get(code, 1)
        padding = -offset % size
        number = int(count or 1)
        layout.append(f"{padding}x{count}{code}" if padding else count + code)
        offset += padding + number * (size if code not in "FD" else 2 * size)
    return "".join(layout)


# Its `__new__` takes the format, which typeshed does not know.
_CStruct: Any = _struct.Struct


class Struct(_CStruct):
    __module__ = "_struct"
    __doc__ = _CStruct.__doc__
    __slots__ = ("_format",)

    def __new__(cls, format: Any = "") -> Any:
        return _CStruct.__new__(cls, linux_format(_hashable(format)))

    def __init__(self, format: Any) -> None:  # pyright: ignore[reportInconsistentConstructor] - As in C.
        _CStruct.__init__(self, linux_format(_hashable(format)))
        self._format = format if isinstance(format, str) else bytes(format).decode("latin-1")

    @property
    def format(self) -> str:
        """struct format string"""
        return self._format

    def __repr__(self) -> str:
        return f"Struct({self._format!r})"


def _hashable(format: Any) -> Any:
    return bytes(format) if isinstance(format, bytearray) else format


def _of_format(function: Callable[..., Any]) -> Any:
    def call(format: Any, /, *args: Any, **kwargs: Any) -> Any:
        return function(linux_format(_hashable(format)), *args, **kwargs)

    return c_functions.in_place_of(function, call)


def _install_ctypes() -> None:
    """`ctypes`, which checks the sizes of its types by `struct` as it is imported, with Linux's integers."""
    import ctypes  # noqa: PLC0415 - Before `struct` has Linux's sizes.

    for name, width in (("c_long", ctypes.c_longlong), ("c_ulong", ctypes.c_ulonglong)):
        width.__name__ = width.__qualname__ = name
        setattr(ctypes, name, width)
    ctypes.c_size_t, ctypes.c_ssize_t, ctypes.c_time_t = ctypes.c_ulonglong, ctypes.c_longlong, ctypes.c_longlong


def install() -> None:
    _install_ctypes()
    for name in ("calcsize", "iter_unpack", "pack", "pack_into", "unpack", "unpack_from"):
        routed = _of_format(getattr(_struct, name))
        setattr(struct, name, routed)
        setattr(_struct, name, routed)
    struct.Struct = _struct.Struct = Struct
    c_types.look_written_in_c(Struct)
