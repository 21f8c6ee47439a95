"""`_ssl.SSLSession`: what a later session can go on with."""

from typing import Any

from _sockpit.tls import requests


class SSLSession:
    """A session that a client resumes, with `session=` of the methods that wrap."""

    __slots__ = ("has_ticket", "id", "of", "pem", "ticket_lifetime_hint", "time", "timeout")

    id: bytes
    time: int
    timeout: int
    has_ticket: bool
    ticket_lifetime_hint: int

    # The context that it belongs to, and the session as OpenSSL writes it.
    of: Any
    pem: dict[str, str]

    def __new__(cls) -> "SSLSession":
        raise TypeError("cannot create '_ssl.SSLSession' instances")

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, SSLSession) else NotImplemented

    # As CPython's: it compares, and has no hash.
    __hash__ = None  # type: ignore[assignment]


SSLSession.__module__ = "_ssl"


def resumable(described: dict[str, Any], context: Any) -> SSLSession:
    made = object.__new__(SSLSession)
    made.of, made.pem = context, described["pem"]
    made.id, made.time = requests.decoded(described["id"]), described["madeSeconds"]
    made.timeout, made.has_ticket = described["timeoutSeconds"], described["hasTicket"]
    made.ticket_lifetime_hint = described["ticketLifetimeSeconds"]
    return made
