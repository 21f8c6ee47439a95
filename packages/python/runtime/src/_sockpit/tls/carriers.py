"""How a session's bytes reach its peer: over a socket, as OpenSSL does it, or through two memory BIOs."""

import _thread
import time
import weakref
from typing import Any, Protocol

from _sockpit import settings
from _sockpit.bridge.lab_calls import call
from _sockpit.tls import failures
from _sockpit.tls.memory_bio import MemoryBIO

# Bytes in front of each record: its type, version and length. RFC 8446, section 5.1.
_HEADER_BYTES = 5
_RECORD_TYPES = range(20, 24)
# A ciphertext has at most so many bytes: RFC 5246, section 6.2.3.
_MAX_CIPHERTEXT_BYTES = 16384 + 2048


class Limit:
    """How long an operation as a whole may wait for its socket; `verb` is what its exception calls it."""

    def __init__(self, verb: str, timeout: float | None):
        self._verb = verb
        self._deadline = time.monotonic() + timeout if timeout else None

    def params(self) -> dict[str, float]:
        return {} if self._deadline is None else {"timeout": max(0.0, self._deadline - time.monotonic())}

    def timed_out(self, error: TimeoutError) -> TimeoutError:
        # The kernel's ETIMEDOUT is no time limit of the socket's.
        if error.errno is not None:
            return error
        is_handshake = self._verb == "handshake"
        return TimeoutError(failures.HANDSHAKE_TIMED_OUT if is_handshake else f"The {self._verb} operation timed out")


class Carrier(Protocol):
    """Brings bytes from the peer, and takes those for it."""

    def limit(self, verb: str) -> Limit:
        """An operation's limit, from now on."""
        ...

    def take(self, limit: Limit) -> bytes | None:
        """What has come, None where the peer sends no more. Raises SSLWantReadError where it would have to wait."""
        ...

    def put(self, data: bytes, limit: Limit) -> None:
        """Sends, after what was kept. Raises SSLWantWriteError and keeps the rest where it would have to wait."""
        ...


class BioCarrier:
    def __init__(self, incoming: MemoryBIO, outgoing: MemoryBIO):
        self._incoming = incoming
        self._outgoing = outgoing

    def limit(self, verb: str) -> Limit:
        return Limit(verb, None)

    def take(self, limit: Limit) -> bytes | None:
        if self._incoming.pending:
            return self._incoming.read(settings.tls_step_bytes)
        if self._incoming.eof:
            return None
        raise failures.wants_read()

    def put(self, data: bytes, limit: Limit) -> None:
        self._outgoing.write(data)


class SocketCarrier:
    """Reads a record at a time, its header first: what follows stays in the socket, for `select` and who reads on."""

    def __init__(self, sock: Any):
        self._sock = weakref.ref(sock)
        self._record = bytearray()
        self._unsent = b""
        # Threads that read and write at the same time send one after the other.
        self._sending = _thread.allocate_lock()

    def limit(self, verb: str) -> Limit:
        return Limit(verb, self._open_socket().gettimeout())

    def take(self, limit: Limit) -> bytes | None:
        while (missing := self._missing_bytes()) > 0:
            piece = self._receive(missing, limit)
            if not piece:
                return self._taken() or None
            self._record += piece
        return self._taken()

    def put(self, data: bytes, limit: Limit) -> None:
        self._unsent += data
        if not self._unsent:
            return
        with self._sending:
            while self._unsent:
                params: dict[str, Any] = {"fd": self._open_socket().fileno(), "flags": [], **limit.params()}
                try:
                    result, _ = call("send", params, self._unsent[: settings.data_bytes])
                except BlockingIOError:
                    raise failures.wants_write() from None
                except TimeoutError as error:
                    raise limit.timed_out(error) from None
                self._unsent = self._unsent[result["bytes"] :]

    def _missing_bytes(self) -> int:
        if len(self._record) < _HEADER_BYTES:
            return _HEADER_BYTES - len(self._record)
        kind, version, length = self._record[0], self._record[1], int.from_bytes(self._record[3:5])
        # What is no TLS is refused by its first bytes.
        if kind not in _RECORD_TYPES or version != 3 or length > _MAX_CIPHERTEXT_BYTES:
            return 0
        return _HEADER_BYTES + length - len(self._record)

    def _taken(self) -> bytes:
        taken = bytes(self._record)
        self._record.clear()
        return taken

    def _receive(self, length: int, limit: Limit) -> bytes:
        params: dict[str, Any] = {"fd": self._open_socket().fileno(), "bufsize": length, "flags": [], **limit.params()}
        try:
            return call("recv", params)[1]
        except BlockingIOError:
            raise failures.wants_read() from None
        except TimeoutError as error:
            raise limit.timed_out(error) from None

    def _open_socket(self) -> Any:
        sock = self._sock()
        if sock is None or sock.fileno() < 0:
            raise failures.plain("Underlying socket connection gone")
        return sock
