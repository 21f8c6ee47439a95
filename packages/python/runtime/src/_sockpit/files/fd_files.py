"""`open` and `io.FileIO` of a descriptor's number, where it is the lab's: a file over a socket or over a pipe's end."""

import builtins
import io
import os
import warnings
from typing import Any, TypeGuard, cast

from _sockpit import c_functions
from _sockpit.files import descriptor_limit, descriptors
from _sockpit.pyodide_internals import standard_devices

_STANDARD_INPUT = "/dev/stdin"

_MODES = {"r": (True, False), "w": (False, True), "a": (False, True), "r+": (True, True), "w+": (True, True)}


class _DescriptorFile(io.RawIOBase):
    def __init__(self, fd: int, is_read: bool, is_written: bool, closes: bool) -> None:
        self._closes = False
        os.fstat(fd)
        self._fd, self._is_read, self._is_written, self._closes = fd, is_read, is_written, closes
        self.name: int | str = fd

    @property
    def closefd(self) -> bool:
        return self._closes

    @property
    def mode(self) -> str:
        if not self._is_written:
            return "rb"
        return "rb+" if self._is_read else "wb"

    def __repr__(self) -> str:
        if self.closed:
            return "<_io.FileIO [closed]>"
        return f"<_io.FileIO name={self.name} mode={self.mode!r} closefd={self.closefd}>"

    def fileno(self):
        return self._fd

    def isatty(self):
        return os.isatty(self._fd)

    def readable(self):
        return self._is_read

    def writable(self):
        return self._is_written

    def readinto(self, buffer: Any):
        if not self._is_read:
            raise io.UnsupportedOperation("File not open for reading")
        try:
            data = os.read(self._fd, len(buffer))
        except BlockingIOError:
            return None
        buffer[: len(data)] = data
        return len(data)

    def write(self, data: Any):
        if not self._is_written:
            raise io.UnsupportedOperation("File not open for writing")
        try:
            return os.write(self._fd, data)
        except BlockingIOError:
            return None

    def _dealloc_warn(self, source: object) -> None:
        # io's buffers call it, too, when they are freed and still open.
        if self._closes and not self.closed:
            warnings.warn(f"unclosed file {source!r}", ResourceWarning, stacklevel=2, source=source)

    def close(self) -> None:
        if not self.closed:
            if getattr(self, "_finalizing", False):
                self._dealloc_warn(self)
            super().close()
            if self._closes:
                os.close(self._fd)


class _KindOfFile(type):
    """What is made of `io.FileIO` is of the class itself, or of ours where the descriptor is the lab's."""

    def __call__(cls, file: Any, mode: str = "r", closefd: bool = True, opener: Any = None) -> Any:
        if cls is not _FileIO:
            return super().__call__(file, mode, closefd, opener)
        if not _is_ours(file):
            _check_limit(file, opener)
            return _OriginalFileIO(file, mode, closefd, opener)
        return _DescriptorFile(file, *_MODES[mode.replace("b", "")], closefd)

    def __instancecheck__(cls, instance: object) -> bool:
        return super().__instancecheck__(instance) or (
            cls is _FileIO and isinstance(instance, _OriginalFileIO | _DescriptorFile)
        )


_OriginalFileIO = io.FileIO


# typeshed's FileIO is an ABC; CPython's is a plain class.
class _FileIO(_OriginalFileIO, metaclass=_KindOfFile):  # pyright: ignore[reportGeneralTypeIssues]
    pass


def install() -> None:
    _FileIO.__name__ = _FileIO.__qualname__ = "FileIO"
    _FileIO.__module__ = "_io"
    io.FileIO = _FileIO
    original = io.open

    def opener(
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        text = encoding, errors, newline
        if _is_ours(file):
            return _open(file, mode, buffering, text, closefd)
        if file == _STANDARD_INPUT and opener is None:
            return _open(os.open(file, os.O_RDONLY), mode, buffering, text, closefd, name=file)
        _check_limit(file, opener)
        return original(file, mode, buffering, encoding, errors, newline, closefd, opener)

    builtins.open = io.open = c_functions.in_place_of(original, opener)


def _check_limit(file: object, opener: object) -> None:
    if opener is None and not isinstance(file, int):
        descriptor_limit.check(path=file)


def _is_ours(file: object) -> TypeGuard[int]:
    """Whether it is a number of the lab's, or of standard input, for which C cannot wait."""
    if not isinstance(file, int) or isinstance(file, bool):
        return False
    return descriptors.is_of_lab(file) or standard_devices.is_input(file)


def _open(
    fd: int,
    mode: str,
    buffering: int,
    text: tuple[str | None, str | None, str | None],
    closefd: bool,
    *,
    name: str | None = None,
) -> Any:
    is_binary = "b" in mode
    is_read, is_written = _MODES[mode.replace("b", "").replace("t", "")]
    raw = _DescriptorFile(fd, is_read, is_written, closefd)
    raw.name = fd if name is None else name
    if buffering == 0:
        if not is_binary:
            raise ValueError("can't have unbuffered text I/O")
        return raw
    size = buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE
    if is_read and is_written:
        buffer = io.BufferedRWPair(raw, raw, size)
    else:
        buffer = (io.BufferedReader if is_read else io.BufferedWriter)(raw, size)
    if is_binary:
        return buffer
    # `Any`: typeshed wants a name, which BufferedRWPair has not, and knows no `mode` that is set; CPython takes both.
    wrapper: Any = io.TextIOWrapper(cast(Any, buffer), *text, line_buffering=buffering == 1)
    wrapper.mode = mode
    return wrapper
