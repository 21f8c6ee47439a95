"""The program's standard streams: each printed line goes to the page at once, `input` asks there."""

import builtins
import getpass as password
import io
import os
import sys
from typing import Any

from _sockpit import c_functions
from _sockpit.bridge import blocking
from _sockpit.pyodide_internals import standard_devices
from _sockpit.threads import locked_io, locks

# Whether something was written since the streams were flushed, which every wait does.
_has_output = False


class _Buffer(locked_io.BufferedWriter):
    __module__ = "_io"

    def write(self, data: Any, /) -> int:
        global _has_output
        _has_output = True
        return super().write(data)


class _Text(io.TextIOWrapper):
    __module__ = "_io"

    def write(self, text: str, /) -> int:
        global _has_output
        _has_output = True
        return super().write(text)


_Buffer.__name__ = _Buffer.__qualname__ = "BufferedWriter"
_Text.__name__ = _Text.__qualname__ = "TextIOWrapper"


class _Output(io.RawIOBase):
    """What an output stream passes on: a line at a time, as to a terminal."""

    def __init__(self, fd: int, name: str) -> None:
        self._fd = fd
        self.name = f"<{name}>"

    def writable(self):
        return True

    def fileno(self):
        return self._fd

    def write(self, data: Any) -> int | None:
        # By its number: a program may close it, or put a file, a socket or a copy of another stream in its place.
        try:
            return os.write(self._fd, data)
        except BlockingIOError:
            return None


STANDARD_INPUT = 0


class _Input(io.RawIOBase):
    """Standard input: each line is asked for in the page."""

    name = "<stdin>"

    def __init__(self) -> None:
        self._rest = b""
        self.prompt = ""
        self.is_secret = False
        self.is_non_blocking = False

    def readable(self):
        return True

    def fileno(self):
        return STANDARD_INPUT

    def isatty(self):
        return os.isatty(STANDARD_INPUT)

    def has_line(self) -> bool:
        """Whether something can be read without waiting for it."""
        return bool(self._rest) or blocking.bridge.hasInput()

    def readinto(self, buffer: Any) -> int | None:
        if not standard_devices.is_input(STANDARD_INPUT):
            try:
                return os.readinto(STANDARD_INPUT, buffer)
            except BlockingIOError:
                return None
        return self.read_line_into(buffer)

    def read_line_into(self, buffer: Any) -> int | None:
        """What the page has answered, by whatever descriptor it is read: of one line, as a terminal gives."""
        if not self._rest:
            if self.is_non_blocking and not blocking.bridge.hasInput():
                return None
            prompt, self.prompt = self.prompt, ""
            line = blocking.ask(prompt, secret=self.is_secret)
            if line is None:
                return 0
            self._rest = line.encode("utf-8", "surrogatepass") + b"\n"
        taken = self._rest[: len(buffer)]
        self._rest = self._rest[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


standard_input = _Input()
_input_lock = locks.RLock()
_writers: list[io.TextIOWrapper] = []


def input(prompt: object = "", /) -> str:
    """Read a string from standard input. The trailing newline is stripped.

    The prompt string, if given, is printed to standard output without a trailing newline before
    reading input. If the user hits EOF, raise EOFError.
    """
    text = str(prompt)
    if sys.stdin is None:
        raise RuntimeError("input(): lost sys.stdin")
    if sys.stdout is not None:
        sys.stdout.write(text)
        sys.stdout.flush()
    with _input_lock:
        standard_input.prompt = text
        line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")


def getpass(prompt: str = "Password: ", stream: Any = None, *, echo_char: str | None = None) -> str:
    """Prompt for a password. The page does not show what is typed, whatever `echo_char` is."""
    shown = sys.stdout if stream is None else stream
    shown.write(prompt)
    shown.flush()
    with _input_lock:
        standard_input.prompt, standard_input.is_secret = prompt, True
        try:
            line = sys.stdin.readline()
        finally:
            standard_input.is_secret = False
    if not line:
        raise EOFError
    return line.removesuffix("\n")


def install() -> None:
    for name in ("getpass", "unix_getpass"):
        setattr(password, name, getpass)
    sys.stdout = sys.__stdout__ = _writer(1, "stdout", "strict")
    sys.stderr = sys.__stderr__ = _writer(2, "stderr", "backslashreplace")
    sys.stdin = sys.__stdin__ = io.TextIOWrapper(
        locked_io.BufferedReader(standard_input), encoding="utf-8", errors="strict", newline=None
    )
    c_functions.put(builtins, "input", input)
    blocking.before_waiting = flush


def flush() -> None:
    """Shows a line that is not ended yet: called before the program waits, so that nothing stays hidden."""
    global _has_output
    if not _has_output:
        return
    _has_output = False
    for stream in _writers:
        if not stream.closed and standard_devices.is_any(stream.fileno()):
            stream.flush()


def _writer(fd: int, name: str, errors: str) -> io.TextIOWrapper:
    buffer = _Buffer(_Output(fd, name))
    writer = _Text(buffer, encoding="utf-8", errors=errors, line_buffering=True)
    _writers.append(writer)
    return writer
