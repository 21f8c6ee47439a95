"""`readline` for a program whose lines a person edits in the page: it keeps its settings, which change nothing."""

import os
import sys

from _sockpit import c_functions

backend = "readline"

_lines = []
_kept = {"completer": None, "delims": " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?", "length": -1}


def parse_and_bind(string, /):
    """Execute the init line provided in the string argument. The page's own keys stay."""


def read_init_file(filename=None, /):
    """Execute a readline initialization file. The page's own keys stay."""


def set_completer(function=None, /):
    """Set or remove the completer function."""
    _kept["completer"] = function


def get_completer():
    """Get the current completer function."""
    return _kept["completer"]


def set_completer_delims(string, /):
    """Set the word delimiters for completion."""
    _kept["delims"] = string


def get_completer_delims():
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


def set_completion_display_matches_hook(function=None, /):
    """Set or remove the completion display function."""


def set_startup_hook(function=None, /):
    """Set or remove the function invoked by the rl_startup_hook callback."""


def set_pre_input_hook(function=None, /):
    """Set or remove the function invoked by the rl_pre_input_hook callback."""


def set_auto_history(enabled, /):
    """Enables or disables automatic history."""


def add_history(string, /):
    """Add an item to the history buffer."""
    _lines.append(string)


def clear_history():
    """Clear the current readline history."""
    _lines.clear()


def get_history_item(index, /):
    """Return the current contents of history item at one-based index."""
    return _lines[index - 1] if 1 <= index <= len(_lines) else None


def remove_history_item(pos, /):
    """Remove history item given by its zero-based position."""
    _check(pos)
    del _lines[pos]


def replace_history_item(pos, line, /):
    """Replaces history item given by its position with contents of line."""
    _check(pos)
    _lines[pos] = line


def get_current_history_length():
    """Return the current (not the maximum) length of history."""
    return len(_lines)


def get_history_length():
    """Return the maximum number of lines that will be written to the history file."""
    return _kept["length"]


def set_history_length(length, /):
    """Set the maximal number of lines which will be written to the history file."""
    _kept["length"] = length


def read_history_file(filename=None, /):
    """Load a readline history file."""
    with open(filename or _default_file(), encoding="utf-8") as file:
        _lines.extend(file.read().splitlines())


def write_history_file(filename=None, /):
    """Save a readline history file."""
    length = _kept["length"]
    lines = _lines if length < 0 else _lines[len(_lines) - min(length, len(_lines)) :]
    with open(filename or _default_file(), "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def append_history_file(nelements, filename=None, /):
    """Append the last nelements items of the history list to file."""
    with open(filename or _default_file(), "a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in _lines[len(_lines) - min(nelements, len(_lines)) :])


def get_line_buffer():
    """Return the current contents of the line buffer."""
    return ""


def insert_text(string, /):
    """Insert text into the line buffer at the cursor position. The page's line is the person's."""


def redisplay():
    """Change what's displayed on the screen to reflect contents of the line buffer."""


def _check(pos):
    if pos < 0:
        raise ValueError("History index cannot be negative")
    if pos >= len(_lines):
        raise ValueError(f"No history item at position {pos}")


def _default_file():
    return os.path.expanduser("~/.history")


c_functions.take_places(globals(), sys.modules[__name__])
