"""`ssl.SSLContext`."""

import warnings
from collections.abc import Callable
from typing import Any

from _sockpit.tls import constants
from _sockpit.tls.contexts import Context
from _sockpit.tls.enums import ASN1Object, Purpose
from _sockpit.tls.memory_bio import MemoryBIO
from _sockpit.tls.session_facts import warn_of_npn
from _sockpit.tls.ssl_objects import SSLObject
from _sockpit.tls.ssl_sockets import SSLSocket, check_wrappable


class SSLContext(Context):
    """What sessions have in common: certificates, a private key, and what is allowed and demanded."""

    # What the methods that wrap make. A program may set classes of its own, made from these.
    sslsocket_class: type[SSLSocket] = SSLSocket
    sslobject_class: type[SSLObject] = SSLObject

    def __init__(self, protocol: int | None = None, *args: Any, **kwargs: Any):
        if protocol is None:
            warnings.warn("ssl.SSLContext() without protocol argument is deprecated.", DeprecationWarning, 2)
        super().__init__(constants.PROTOCOL_TLS if protocol is None else protocol)

    def wrap_socket(
        self,
        sock: Any,
        server_side: bool = False,
        do_handshake_on_connect: bool = True,
        suppress_ragged_eofs: bool = True,
        server_hostname: Any = None,
        session: Any = None,
    ) -> SSLSocket:
        """An `SSLSocket` in the place of a stream socket, which is detached from its descriptor.

        `server_hostname`: for clients, the name that is asked for and checked. `suppress_ragged_eofs`: a connection
        that ends without the peer's close_notify is read to its end as any other; otherwise SSLEOFError is raised.
        """
        check_wrappable(sock, self, is_server=server_side, server_name=server_hostname, session=session)
        return self.sslsocket_class.in_place_of(
            sock,
            self,
            is_server=server_side,
            server_name=ascii_name(server_hostname),
            handshakes=do_handshake_on_connect,
            hides_cuts=suppress_ragged_eofs,
            resumes=session,
        )

    def wrap_bio(
        self,
        incoming: MemoryBIO,
        outgoing: MemoryBIO,
        server_side: bool = False,
        server_hostname: Any = None,
        session: Any = None,
    ) -> SSLObject:
        """An `SSLObject`, which reads from `incoming` what the peer has sent, and puts in `outgoing` what is for it."""
        side = {"is_server": server_side, "server_name": ascii_name(server_hostname)}
        made = self.sslobject_class.between(incoming, outgoing, self, **side)
        if session is not None:
            made.session = session
        return made

    def set_servername_callback(self, server_name_callback: Any) -> None:
        """As `sni_callback`, whose older form this is; names beyond ASCII are given in IDNA's form."""
        given = server_name_callback
        self.sni_callback = None if given is None else _with_ascii_name(given)

    def set_npn_protocols(self, npn_protocols: Any) -> None:
        """Does nothing: NPN is obsolete."""
        warn_of_npn()

    def set_psk_client_callback(self, callback: Any) -> None:
        """Refused, as where `HAS_PSK` is false: a lab's TLS has no pre-shared keys."""
        raise NotImplementedError("PSK is not supported by the lab's TLS: use certificates")

    def set_psk_server_callback(self, callback: Any, identity_hint: str | None = None) -> None:
        """Refused, as where `HAS_PSK` is false: a lab's TLS has no pre-shared keys."""
        raise NotImplementedError("PSK is not supported by the lab's TLS: use certificates")

    def load_default_certs(self, purpose: Any = Purpose.SERVER_AUTH) -> None:
        """Trusts the authorities that the environment names."""
        require_purpose(purpose)
        self.set_default_verify_paths()


def ascii_name(name: Any) -> str | None:
    """A host's name as certificates and SNI have it (RFC 6066, section 3): others than ASCII's in IDNA's form."""
    if name is None:
        return None
    return (name.encode("idna") if isinstance(name, str) else name).decode("ascii")


def require_purpose(purpose: Any) -> None:
    if not isinstance(purpose, ASN1Object):
        raise TypeError(purpose)


def _with_ascii_name(callback: Any) -> Callable[..., Any]:
    if not callable(callback):
        raise TypeError("not a callable object")

    def call_back(owner: Any, name: Any, context: Any) -> Any:
        return callback(owner, ascii_name(name), context)

    return call_back
