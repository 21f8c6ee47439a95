"""`readline` for a program whose lines a person edits in the page: it keeps its settings, which change nothing."""

import os
import sys
import typing
from collections import abc

from _sockpit import c_functions

backend = "readline"

_lines: list[str] = []
_kept: dict[str, typing.Any] = {"completer": None, "delims": " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?", "length": -1}


def parse_and_bind(string: str, /) -> None:
    """Execute the init line provided in the string argument. The page's own keys stay."""


def read_init_file(filename: str | None = None, /) -> None:
    """Execute a readline initialization file. The page's own keys stay."""


def set_completer(function: abc.Callable[..., typing.Any] | None = None, /) -> None:
    """Set or remove the completer function."""
    _kept["completer"] = function


def get_completer() -> abc.Callable[..., typing.Any] | None:
    """Get the current completer function."""
    return _kept["completer"]


def set_completer_delims(string: str, /) -> None:
    """Set the word delimiters for completion."""
    _kept["delims"] = string


def get_completer_delims() -> str:
    """Get the word delimiters for completion."""
    return _kept["delims"]


def get_completion_type():
    """Get the type of completion being attempted."""
    return 0


def get_begidx():
    """Get the beginning index of the completion scope."""
    return 0


def get_endidx():
    """Get the ending index of the completion scope."""
    return 0


def set_completion_display_matches_hook(function: abc.Callable[..., typing.Any] | None = None, /) -> None:
    """Set or remove the completion display function."""


def set_startup_hook(function: abc.Callable[..., typing.Any] | None = None, /) -> None:
    """Set or remove the function invoked by the rl_startup_hook callback."""


def set_pre_input_hook(function: abc.Callable[..., typing.Any] | None = None, /) -> None:
    """Set or remove the function invoked by the rl_pre_input_hook callback."""


def set_auto_history(enabled: bool, /) -> None:
    """Enables or disables automatic history."""


def add_history(string: str, /) -> None:
    """Add an item to the history buffer."""
    _lines.append(string)


def clear_history() -> None:
    """Clear the current readline history."""
    _lines.clear()


def get_history_item(index: int, /) -> str | None:
    """Return the current contents of history item at one-based index."""
    return _lines[index - 1] if 1 <= index <= len(_lines) else None


def remove_history_item(pos: int, /) -> None:
    """Remove history item given by its zero-based position."""
    _check(pos)
    del _lines[pos]


def replace_history_item(pos: int, line: str, /) -> None:
    """Replaces history item given by its position with contents of line."""
    _check(pos)
    _lines[pos] = line


def get_current_history_length():
    """Return the current (not the maximum) length of history."""
    return len(_lines)


def get_history_length() -> int:
    """Return the maximum number of lines that will be written to the history file."""
    return _kept["length"]


def set_history_length(length: int, /) -> None:
    """Set the maximal number of lines which will be written to the history file."""
    _kept["length"] = length


def read_history_file(filename: str | None = None, /) -> None:
    """Load a readline history file."""
    with _open(filename) as file:
        _lines.extend(file.read().splitlines())


def write_history_file(filename: str | None = None, /) -> None:
    """Save a readline history file."""
    length = _kept["length"]
    lines = _lines if length < 0 else _lines[len(_lines) - min(length, len(_lines)) :]
    with _open(filename, "w") as file:
        file.writelines(f"{line}\n" for line in lines)


def append_history_file(nelements: int, filename: str | None = None, /) -> None:
    """Append the last nelements items of the history list to file."""
    with _open(filename, "a") as file:
        file.writelines(f"{line}\n" for line in _lines[len(_lines) - min(nelements, len(_lines)) :])


def get_line_buffer():
    """Return the current contents of the line buffer."""
    return ""


def insert_text(string: str, /) -> None:
    """Insert text into the line buffer at the cursor position. The page's line is the person's."""


def redisplay() -> None:
    """Change what's displayed on the screen to reflect contents of the line buffer."""


def _open(filename: str | None, mode: str = "r") -> typing.Any:
    try:
        return open(filename or os.path.expanduser("~/.history"), mode, encoding="utf-8")
    except OSError as error:
        # The library knows the number alone.
        number, text = error.errno, error.strerror
    raise OSError(number, text)


def _check(pos: int) -> None:
    if pos < 0:
        raise ValueError("History index cannot be negative")
    if pos >= len(_lines):
        raise ValueError(f"No history item at position {pos}")


c_functions.take_places(globals(), sys.modules[__name__])
