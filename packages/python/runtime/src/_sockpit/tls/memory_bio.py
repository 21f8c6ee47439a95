"""`ssl.MemoryBIO`."""

from typing import Any

from _sockpit.c_calls import readable_buffer
from _sockpit.tls import failures


class MemoryBIO:
    """A buffer of bytes between a TLS session and whatever carries them."""

    __module__ = "_ssl"

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._is_ended = False

    @property
    def pending(self) -> int:
        """The number of bytes pending in the memory BIO."""
        return len(self._bytes)

    @property
    def eof(self) -> bool:
        """Whether the memory BIO is at EOF."""
        return self._is_ended and not self._bytes

    def read(self, size: int = -1, /) -> bytes:
        """Read up to size bytes from the memory BIO; all of them where it is negative."""
        length = len(self._bytes) if size < 0 else size
        taken = bytes(self._bytes[:length])
        del self._bytes[:length]
        return taken

    def write(self, b: Any, /) -> int:
        """Writes the bytes b into the memory BIO. Returns the number of bytes written."""
        with readable_buffer(b) as view:
            if self._is_ended:
                raise failures.plain("cannot write() after write_eof()")
            self._bytes += view
            return len(view)

    def write_eof(self) -> None:
        """Write an EOF marker to the memory BIO: once all is read, `eof` is true."""
        self._is_ended = True
