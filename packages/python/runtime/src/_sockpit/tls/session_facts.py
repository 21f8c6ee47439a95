"""What `SSLObject` and `SSLSocket` have in common: what a program may ask about their session."""

import warnings
from collections.abc import Callable
from typing import Any

CHANNEL_BINDING_TYPES = ["tls-unique"]


def _named(function: Callable[..., Any], name: str, meaning: str) -> Callable[..., Any]:
    function.__name__, function.__qualname__, function.__doc__ = name, f"SessionFacts.{name}", meaning
    return function


def fact(name: str, meaning: str, *, without: Any = None) -> Callable[..., Any]:
    """A method that asks the session. `without`: its answer where there is no session."""

    def ask(self: Any) -> Any:
        session = self._tls
        return without if session is None else getattr(session, name)()

    return _named(ask, name, meaning)


def fact_of_peer(name: str, meaning: str) -> Callable[..., Any]:
    """A method that asks the session about the peer, which has to be there."""

    def ask(self: Any) -> Any:
        return getattr(self._of_peer(), name)()

    return _named(ask, name, meaning)


def part(name: str, meaning: str) -> Any:
    """An attribute of the session: None where there is no session."""
    return property(lambda self: getattr(self._tls, name, None), doc=meaning)


def warn_of_npn() -> None:
    """For functions of a module that programs call: they are what is warned of."""
    warnings.warn("ssl NPN is deprecated, use ALPN instead", DeprecationWarning, stacklevel=3)


class SessionFacts:
    """Only a context makes instances: they have a session in `_tls`, or None while what they send is plain."""

    _tls: Any
    # The earlier session to go on with.
    _resumes: Any
    # The method of `SSLContext` that makes them.
    _made_by: str

    def __init__(self, *args: Any, **kwargs: Any):
        raise TypeError(
            f"{type(self).__name__} does not have a public constructor. "
            f"Instances are returned by SSLContext.{self._made_by}()."
        )

    def _of_peer(self) -> Any:
        """The session, to be asked about the peer."""
        return self._tls

    version = fact("version", "The version of the protocol, as in 'TLSv1.3'; None before the handshake.")
    cipher = fact("cipher", "The cipher in use: its name, its protocol, and how many bits its key has.")
    shared_ciphers = fact("shared_ciphers", "The ciphers that both sides have offered, for servers.")
    group = fact("group", "The group that the keys were agreed on in, where it is known.")
    selected_alpn_protocol = fact("selected_alpn_protocol", "The protocol that ALPN has chosen, if any.")
    pending = fact("pending", "How many decrypted bytes can be read at once.", without=0)
    get_verified_chain = fact_of_peer("get_verified_chain", "The peer's certificates up to a trusted one, in DER.")
    get_unverified_chain = fact_of_peer("get_unverified_chain", "The certificates that the peer has sent, in DER.")
    session_reused = part("session_reused", "Whether the handshake has resumed a session.")

    @property
    def _sslobj(self) -> Any:
        """CPython's name of the session, by which programs tell whether a socket encrypts."""
        return self._tls

    @property
    def session(self) -> Any:
        """The `SSLSession` that a later connection can go on with; one to go on with is set before the handshake."""
        return getattr(self._tls, "session", None)

    @session.setter
    def session(self, value: Any) -> None:
        self._resumes = value
        if self._tls is not None:
            self._tls.session = value

    def getpeercert(self, binary_form: bool = False) -> Any:
        """The peer's certificate: as a dict, which is empty where it was not verified, or in DER. None: it has none."""
        return self._of_peer().getpeercert(binary_form)

    def get_channel_binding(self, cb_type: str = "tls-unique") -> bytes | None:
        """Bytes that only this connection has (RFC 5929)."""
        if cb_type in CHANNEL_BINDING_TYPES:
            return None if self._tls is None else self._tls.get_channel_binding(cb_type)
        raise ValueError(f"{cb_type} channel binding type not implemented")

    def compression(self) -> None:
        """No data is compressed."""

    def selected_npn_protocol(self) -> None:
        """None: NPN is obsolete."""
        warn_of_npn()
