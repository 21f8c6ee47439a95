"""`ssl.SSLObject`, and what `SSLSocket` says of its session as well."""

import warnings
from typing import Any

from _sockpit.tls.memory_bio import MemoryBIO

CHANNEL_BINDING_TYPES = ["tls-unique"]


class Described:
    """What `SSLObject` and `SSLSocket` say of their session."""

    _sslobj: Any

    def getpeercert(self, binary_form: bool = False) -> Any:
        return self._sslobj.getpeercert(binary_form)

    def get_verified_chain(self) -> list[bytes]:
        return self._sslobj.get_verified_chain()

    def get_unverified_chain(self) -> list[bytes]:
        return self._sslobj.get_unverified_chain()

    def selected_npn_protocol(self) -> None:
        warnings.warn("ssl NPN is deprecated, use ALPN instead", DeprecationWarning, stacklevel=2)

    def selected_alpn_protocol(self) -> str | None:
        return None if self._sslobj is None else self._sslobj.selected_alpn_protocol()

    def cipher(self) -> Any:
        return None if self._sslobj is None else self._sslobj.cipher()

    def group(self) -> str | None:
        return None if self._sslobj is None else self._sslobj.group()

    def shared_ciphers(self) -> Any:
        return None if self._sslobj is None else self._sslobj.shared_ciphers()

    def compression(self) -> None:
        return None

    def version(self) -> str | None:
        return None if self._sslobj is None else self._sslobj.version()

    def pending(self) -> int:
        return 0 if self._sslobj is None else self._sslobj.pending()

    def get_channel_binding(self, cb_type: str = "tls-unique") -> bytes | None:
        if cb_type not in CHANNEL_BINDING_TYPES:
            raise ValueError(f"{cb_type} channel binding type not implemented")
        return None if self._sslobj is None else self._sslobj.get_channel_binding(cb_type)

    @property
    def session_reused(self) -> Any:
        return None if self._sslobj is None else self._sslobj.session_reused


class SSLObject(Described):
    """TLS over two `MemoryBIO`s, without a socket of its own. `SSLContext.wrap_bio` makes instances."""

    def __init__(self, *args: Any, **kwargs: Any):
        raise TypeError(
            f"{self.__class__.__name__} does not have a public constructor. "
            f"Instances are returned by SSLContext.wrap_bio()."
        )

    @classmethod
    def _create(
        cls,
        incoming: MemoryBIO,
        outgoing: MemoryBIO,
        server_side: bool = False,
        server_hostname: str | None = None,
        session: Any = None,
        context: Any = None,
    ) -> "SSLObject":
        self = cls.__new__(cls)
        self._sslobj = context._wrap_bio(
            incoming, outgoing, server_side=server_side, server_hostname=server_hostname, owner=self, session=session
        )
        return self

    @property
    def context(self) -> Any:
        """The SSLContext that is currently in use."""
        return self._sslobj.context

    @context.setter
    def context(self, ctx: Any) -> None:
        self._sslobj.context = ctx

    @property
    def session(self) -> Any:
        return self._sslobj.session

    @property
    def server_side(self) -> Any:
        """Whether this is a server-side socket."""
        return self._sslobj.server_side

    @property
    def server_hostname(self) -> Any:
        """The currently set server hostname (for SNI), or ``None`` if no server hostname is set."""
        return self._sslobj.server_hostname

    def read(self, len: int = 1024, buffer: Any = None) -> Any:
        """Read up to 'len' bytes, into `buffer` if there is one: then their number is returned."""
        return self._sslobj.read(len) if buffer is None else self._sslobj.read(len, buffer)

    def write(self, data: Any) -> int:
        """Write 'data' to the SSL object and return the number of bytes written."""
        return self._sslobj.write(data)

    def do_handshake(self) -> Any:
        """Start the SSL/TLS handshake."""
        self._sslobj.do_handshake()

    def unwrap(self) -> Any:
        """Start the SSL shutdown handshake."""
        return self._sslobj.shutdown()

    def verify_client_post_handshake(self) -> Any:
        return self._sslobj.verify_client_post_handshake()
