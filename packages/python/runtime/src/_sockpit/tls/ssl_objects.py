"""`ssl.SSLObject`."""

from typing import Any

from _sockpit.tls.carriers import BioCarrier
from _sockpit.tls.memory_bio import MemoryBIO
from _sockpit.tls.session_facts import SessionFacts, part


class SSLObject(SessionFacts):
    """A TLS session without a socket: what it sends and receives passes through two `MemoryBIO`s."""

    _made_by = "wrap_bio"

    server_side = part("server_side", "Whether this side answers the handshake.")
    server_hostname = part("server_hostname", "The server's name that the client asks for, or None.")

    @classmethod
    def between(cls, incoming: MemoryBIO, outgoing: MemoryBIO, context: Any, **side: Any) -> "SSLObject":
        """`side`: what `Context.session_over` is given of it."""
        made = cls.__new__(cls)
        made._tls = context.session_over(BioCarrier(incoming, outgoing), owner=made, **side)
        return made

    @property
    def context(self) -> Any:
        """The `SSLContext`. An `sni_callback` may set another."""
        return self._tls.context

    @context.setter
    def context(self, value: Any) -> None:
        self._tls.context = value

    def do_handshake(self) -> None:
        """Goes on with the handshake. Raises SSLWantReadError until enough of the peer's is in `incoming`."""
        self._tls.do_handshake()

    def read(self, len: int = 1024, buffer: Any = None) -> Any:
        """At most `len` decrypted bytes. With `buffer` they are put there, and their number is given."""
        return self._tls.read(len, buffer)

    def write(self, data: Any) -> int:
        """Encrypts data into `outgoing`. Gives its length in bytes."""
        return self._tls.write(data)

    def unwrap(self) -> None:
        """Ends the session in both directions. Raises SSLWantReadError until the peer's end is in `incoming`."""
        self._tls.shutdown()

    def verify_client_post_handshake(self) -> None:
        """Asks a TLS 1.3 client for its certificate."""
        self._tls.verify_client_post_handshake()
