"""Calling conventions of C functions: what CPython says of a wrong number of arguments, and its conversions."""

import functools
import operator
import types
from collections.abc import Callable
from typing import Any

from _sockpit import settings

# The largest C int, which is the longest that the protocol lets a call ask for.
INT_MAX = 0x7FFFFFFF
_SSIZE_MAX = 0x7FFFFFFFFFFFFFFF

# Classes whose methods are `socket`'s to whoever calls them.
_MIX_INS = ("Messages", "Options", "Transfers")


def no_arguments(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function or method that takes nothing (METH_NOARGS)."""
    receivers = _receivers(function)

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        if kwargs or len(args) != receivers:
            raise _wrong_call(function, kwargs, f"takes no arguments ({len(args) - receivers} given)")
        return function(*args)

    return call


def one_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """One that takes one argument by position (METH_O)."""
    receivers = _receivers(function)

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        if kwargs or len(args) != receivers + 1:
            raise _wrong_call(function, kwargs, f"takes exactly one argument ({len(args) - receivers} given)")
        return function(*args)

    return call


def arguments(least: int, most: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """One whose arguments PyArg_ParseTuple counts (METH_VARARGS)."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        name, receivers = function.__name__, _receivers(function)

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            if kwargs:
                raise TypeError(f"{name}() takes no keyword arguments")
            if not least <= len(args) - receivers <= most:
                raise TypeError(f"{name}() {wrong_count(least, most, len(args) - receivers)}")
            return function(*args)

        return call

    return decorate


def named_arguments(function: types.FunctionType) -> Callable[..., Any]:
    """One whose arguments may be named (PyArg_ParseTupleAndKeywords), as those of `function` are."""
    name, receivers = function.__name__, _receivers(function)
    names = function.__code__.co_varnames[receivers : function.__code__.co_argcount]
    required = names[: len(names) - len(function.__defaults__ or ())]

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        by_position = len(args) - receivers
        if by_position + len(kwargs) > len(names):
            given = f"{len(names)} {'' if by_position else 'keyword '}arguments ({by_position + len(kwargs)} given)"
            raise TypeError(f"{name}() takes at most {given}")
        for at, needed in enumerate(required[by_position:], by_position + 1):
            if needed not in kwargs:
                raise TypeError(f"{name}() missing required argument '{needed}' (pos {at})")
        for keyword in kwargs:
            if keyword not in names:
                raise TypeError(f"{name}() got an unexpected keyword argument '{keyword}'")
            if (at := names.index(keyword)) < by_position:
                raise TypeError(f"argument for {name}() given by name ('{keyword}') and position ({at + 1})")
        return function(*args, **kwargs)

    return call


def wrong_count(least: int, most: int, given: int) -> str:
    """PyArg_ParseTuple's words, after the function's name."""
    how, number = ("at least", least) if given < least else ("at most", most)
    if least == most:
        how = "exactly"
    return f"takes {how} {number} argument{'' if number == 1 else 's'} ({given} given)"


def c_int(value: Any) -> int:
    """A C int."""
    return _within(operator.index(value), INT_MAX, "int")


def int_argument(value: Any) -> int:
    """A C int, as PyArg_ParseTuple converts it."""
    number = c_long(value)
    if number > INT_MAX:
        raise OverflowError("signed integer is greater than maximum")
    if number < -INT_MAX - 1:
        raise OverflowError("signed integer is less than minimum")
    return number


def c_long(value: Any) -> int:
    """A C long, which has 64 bits on Linux."""
    return _within(operator.index(value), _SSIZE_MAX, "long")


def c_size(value: Any) -> int:
    """A Py_ssize_t."""
    return _within(operator.index(value), _SSIZE_MAX, "ssize_t")


def c_unsigned(value: Any, bits: int, name: str) -> int:
    """An unsigned C integer."""
    number = operator.index(value)
    if number < 0:
        raise ValueError("Cannot convert negative int")
    if number >> bits:
        raise OverflowError(f"Python int too large for C {name}")
    return number


def file_descriptor(source: Any) -> int:
    """The number of an int or of an object with `fileno` (PyObject_AsFileDescriptor)."""
    if isinstance(source, int):
        fd = c_int(source)
    else:
        fileno = getattr(source, "fileno", None)
        if fileno is None:
            raise TypeError("argument must be an int, or have a fileno() method.")
        fd = fileno()
        if not isinstance(fd, int):
            raise TypeError("fileno() returned a non-integer")
        fd = c_int(fd)
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    return fd


def seconds(value: Any, wrong_type: str | None = None) -> float:
    """A time in seconds, as PyTime_t has it. `wrong_type` is said of what is no number, where it is not the usual."""
    is_float = isinstance(value, float)
    if is_float:
        if value != value:
            raise ValueError("Invalid value NaN (not a number)")
    elif not hasattr(value, "__index__"):
        raise TypeError(wrong_type or f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if abs(value) > settings.timeout_seconds:
        raise OverflowError(
            "timestamp out of range for platform time_t" if is_float else "timestamp too large to convert to C PyTime_t"
        )
    return float(value)


def readable_buffer(data: Any) -> memoryview:
    """The bytes of a bytes-like object, as a view to be released."""
    try:
        view = memoryview(data)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
    return _as_bytes(view)


def writable_view(buffer: Any) -> memoryview:
    """The same of one that must be writable."""
    view = writable_buffer(buffer)
    if view is not None:
        return view
    readable_buffer(buffer).release()
    raise BufferError("Object is not writable.")


def writable_buffer(buffer: Any) -> memoryview | None:
    """The same of one that can be written, or None where it cannot."""
    try:
        view = memoryview(buffer)
    except TypeError:
        return None
    return None if view.readonly else _as_bytes(view)


def _as_bytes(view: memoryview) -> memoryview:
    if not view.c_contiguous:
        raise BufferError("memoryview: underlying buffer is not C-contiguous")
    # A view with a zero in its shape cannot be cast.
    return view.cast("B") if view.nbytes else memoryview(bytearray())


def _wrong_call(function: Callable[..., Any], kwargs: dict[str, Any], complaint: str) -> TypeError:
    return TypeError(f"{_qualified(function)}() {'takes no keyword arguments' if kwargs else complaint}")


def _qualified(function: Callable[..., Any]) -> str:
    kind, _, name = function.__qualname__.rpartition(".")
    # All functions that are called so are `_socket`'s.
    return f"{'socket' if kind in _MIX_INS else kind or '_socket'}.{name}"


def _receivers(function: Callable[..., Any]) -> int:
    """How many arguments stand before those that a program gives: a method's `self`."""
    return 1 if "." in function.__qualname__ else 0


def _within(number: int, largest: int, name: str) -> int:
    if not -largest - 1 <= number <= largest:
        raise OverflowError(f"Python int too large to convert to C {name}")
    return number
