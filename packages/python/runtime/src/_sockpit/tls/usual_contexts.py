"""Functions of `ssl` that make a context with usual settings."""

import os
import sys
from typing import Any

from _sockpit.tls import constants
from _sockpit.tls.enums import Purpose
from _sockpit.tls.ssl_contexts import SSLContext, require_purpose

# By whom the peer is authenticated to be: a client's context is for servers, and the other way round.
_PROTOCOLS = {
    Purpose.SERVER_AUTH.nid: constants.PROTOCOL_TLS_CLIENT,
    Purpose.CLIENT_AUTH.nid: constants.PROTOCOL_TLS_SERVER,
}


def create_default_context(
    purpose: Any = Purpose.SERVER_AUTH, *, cafile: Any = None, capath: Any = None, cadata: Any = None
) -> SSLContext:
    """A context with safe settings, for a client or, with Purpose.CLIENT_AUTH, for a server. A client's trusts the
    authorities given, or else the usual ones."""
    context = SSLContext(_protocol_for(purpose))
    context.verify_flags |= constants.VERIFY_X509_PARTIAL_CHAIN | constants.VERIFY_X509_STRICT
    _trust(context, purpose, {"cafile": cafile, "capath": capath, "cadata": cadata})
    _log_keys_where_told(context)
    return context


def create_unverified_context(
    protocol: int | None = None,
    *,
    cert_reqs: int | None = constants.CERT_NONE,
    check_hostname: bool = False,
    purpose: Any = Purpose.SERVER_AUTH,
    certfile: Any = None,
    keyfile: Any = None,
    cafile: Any = None,
    capath: Any = None,
    cadata: Any = None,
) -> SSLContext:
    """For modules of the standard library whose users have not asked for verification: it has what they ask for."""
    require_purpose(purpose)
    context = SSLContext(_protocol_for(purpose) if protocol is None else protocol)
    # In this order: a context that checks names must verify.
    context.check_hostname = check_hostname
    context.verify_mode = context.verify_mode if cert_reqs is None else cert_reqs
    if certfile:
        context.load_cert_chain(certfile, keyfile)
    elif keyfile:
        raise ValueError("certfile must be specified")
    _trust(context, purpose, {"cafile": cafile, "capath": capath, "cadata": cadata})
    _log_keys_where_told(context)
    return context


def _protocol_for(purpose: Any) -> int:
    require_purpose(purpose)
    protocol = _PROTOCOLS.get(purpose.nid)
    if protocol is None:
        raise ValueError(purpose)
    return protocol


def _trust(context: SSLContext, purpose: Any, authorities: dict[str, Any]) -> None:
    """Trusts these authorities, or the usual ones where none are given and there is something to verify."""
    if any(authorities.values()):
        context.load_verify_locations(**authorities)
    elif context.verify_mode:
        context.load_default_certs(purpose)


def _log_keys_where_told(context: SSLContext) -> None:
    filename = None if sys.flags.ignore_environment else os.environ.get("SSLKEYLOGFILE")
    if filename:
        context.keylog_filename = filename
