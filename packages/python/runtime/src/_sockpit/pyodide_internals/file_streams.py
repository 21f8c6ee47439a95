"""Emscripten's open files: how many there are, and which a program has made inheritable.

That is a mark of Emscripten's stream, so it goes when the file is closed. Nothing is ever executed here, so it is no
more than a mark. Emscripten itself keeps none.
"""

from typing import Any

# A WeakSet of JavaScript, made when it is needed: a snapshot of the interpreter holds no objects of JavaScript.
_inheritable: Any = None


def mark_inheritable(fd: int, is_inheritable: bool) -> None:
    """Marks the file that is open under the number."""
    global _inheritable
    from js import WeakSet  # noqa: PLC0415 - See above.

    if _inheritable is None:
        _inheritable = WeakSet.new()
    (_inheritable.add if is_inheritable else _inheritable.delete)(_stream(fd))


def is_inheritable(fd: int) -> bool:
    """Whether the file that is open under the number has been marked."""
    return _inheritable is not None and _inheritable.has(_stream(fd))


def count() -> int:
    """How many files are open, apart from standard streams: file-numbers.ts counts them."""
    from pyodide_js import FS  # noqa: PLC0415 - See above.

    return FS.openFiles()


def _stream(fd: int) -> Any:
    from pyodide_js import FS  # noqa: PLC0415 - See above.

    return FS.getStream(fd)
