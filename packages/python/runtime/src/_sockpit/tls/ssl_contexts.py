"""`ssl.SSLContext`, and what makes one."""

import os
import sys
import warnings
from collections.abc import Iterable
from typing import Any

from _sockpit.tls import constants, failures
from _sockpit.tls.contexts import Context
from _sockpit.tls.enums import ASN1Object, Options, Purpose, SSLMethod, TLSVersion, VerifyFlags, VerifyMode
from _sockpit.tls.memory_bio import MemoryBIO


class SSLContext(Context):
    """An SSLContext holds various SSL-related configuration options and data, such as certificates and possibly a
    private key."""

    sslsocket_class: Any = None
    sslobject_class: Any = None

    def __init__(self, protocol: int | None = None, *args: Any, **kwargs: Any):
        if protocol is None:
            warnings.warn(
                "ssl.SSLContext() without protocol argument is deprecated.",
                category=DeprecationWarning,
                stacklevel=2,
            )
            protocol = constants.PROTOCOL_TLS
        super().__init__(protocol)

    def wrap_socket(
        self,
        sock: Any,
        server_side: bool = False,
        do_handshake_on_connect: bool = True,
        suppress_ragged_eofs: bool = True,
        server_hostname: Any = None,
        session: Any = None,
    ) -> Any:
        return self.sslsocket_class._create(
            sock,
            server_side=server_side,
            do_handshake_on_connect=do_handshake_on_connect,
            suppress_ragged_eofs=suppress_ragged_eofs,
            server_hostname=server_hostname,
            context=self,
            session=session,
        )

    def wrap_bio(
        self,
        incoming: MemoryBIO,
        outgoing: MemoryBIO,
        server_side: bool = False,
        server_hostname: Any = None,
        session: Any = None,
    ) -> Any:
        return self.sslobject_class._create(
            incoming,
            outgoing,
            server_side=server_side,
            server_hostname=self._encode_hostname(server_hostname),
            session=session,
            context=self,
        )

    def _encode_hostname(self, hostname: Any) -> str | None:
        if hostname is None:
            return None
        if isinstance(hostname, str):
            hostname = hostname.encode("idna")
        return hostname.decode("ascii")

    def set_alpn_protocols(self, alpn_protocols: Iterable[str]) -> None:
        protos = bytearray()
        for protocol in alpn_protocols:
            name = bytes(protocol, "ascii")
            if not 0 < len(name) < 256:
                raise failures.SSLError("ALPN protocols must be 1 to 255 in length")
            protos += bytes([len(name)]) + name
        self._set_alpn_protocols(bytes(protos))

    def set_npn_protocols(self, npn_protocols: Any) -> None:
        warnings.warn("ssl NPN is deprecated, use ALPN instead", DeprecationWarning, stacklevel=2)

    def set_servername_callback(self, server_name_callback: Any) -> None:
        if server_name_callback is None:
            self.sni_callback = None
            return
        if not callable(server_name_callback):
            raise TypeError("not a callable object")

        def with_encoded_name(sslobj: Any, servername: Any, sslctx: Any) -> Any:
            return server_name_callback(sslobj, self._encode_hostname(servername), sslctx)

        self.sni_callback = with_encoded_name

    def load_default_certs(self, purpose: Any = Purpose.SERVER_AUTH) -> None:
        if not isinstance(purpose, ASN1Object):
            raise TypeError(purpose)
        self.set_default_verify_paths()

    @property
    def protocol(self) -> int:
        return SSLMethod(super().protocol)

    @property
    def minimum_version(self) -> int:
        return TLSVersion(super().minimum_version)

    @minimum_version.setter
    def minimum_version(self, value: Any) -> None:
        if value == TLSVersion.SSLv3:
            self.options &= ~constants.OP_NO_SSLv3
        self._set_minimum_version(value)

    @property
    def maximum_version(self) -> int:
        return TLSVersion(super().maximum_version)

    @maximum_version.setter
    def maximum_version(self, value: Any) -> None:
        self._set_maximum_version(value)

    @property
    def options(self) -> int:
        return Options(super().options)

    @options.setter
    def options(self, value: Any) -> None:
        self._set_options(value)

    @property
    def verify_flags(self) -> int:
        return VerifyFlags(super().verify_flags)

    @verify_flags.setter
    def verify_flags(self, value: Any) -> None:
        self._set_verify_flags(value)

    @property
    def verify_mode(self) -> int:
        return VerifyMode(super().verify_mode)

    @verify_mode.setter
    def verify_mode(self, value: Any) -> None:
        self._set_verify_mode(value)

    @property
    def hostname_checks_common_name(self) -> bool:
        return not self._host_flags & constants.HOSTFLAG_NEVER_CHECK_SUBJECT

    @hostname_checks_common_name.setter
    def hostname_checks_common_name(self, value: Any) -> None:
        if value:
            self._host_flags &= ~constants.HOSTFLAG_NEVER_CHECK_SUBJECT
        else:
            self._host_flags |= constants.HOSTFLAG_NEVER_CHECK_SUBJECT


def create_default_context(
    purpose: Any = Purpose.SERVER_AUTH, *, cafile: Any = None, capath: Any = None, cadata: Any = None
) -> SSLContext:
    """Create a SSLContext object with default settings."""
    if not isinstance(purpose, ASN1Object):
        raise TypeError(purpose)
    if purpose == Purpose.SERVER_AUTH:
        context = SSLContext(constants.PROTOCOL_TLS_CLIENT)
    elif purpose == Purpose.CLIENT_AUTH:
        context = SSLContext(constants.PROTOCOL_TLS_SERVER)
    else:
        raise ValueError(purpose)
    context.verify_flags |= constants.VERIFY_X509_PARTIAL_CHAIN | constants.VERIFY_X509_STRICT
    return _with_authorities(context, purpose, cafile, capath, cadata)


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
    """Create a SSLContext object for Python stdlib modules: without verification, unless it is asked for."""
    if not isinstance(purpose, ASN1Object):
        raise TypeError(purpose)
    if protocol is None:
        protocol = constants.PROTOCOL_TLS_CLIENT if purpose == Purpose.SERVER_AUTH else constants.PROTOCOL_TLS_SERVER
    context = SSLContext(protocol)
    context.check_hostname = check_hostname
    if cert_reqs is not None:
        context.verify_mode = cert_reqs
    if keyfile and not certfile:
        raise ValueError("certfile must be specified")
    if certfile or keyfile:
        context.load_cert_chain(certfile, keyfile)
    return _with_authorities(context, purpose, cafile, capath, cadata)


def _with_authorities(context: SSLContext, purpose: Any, cafile: Any, capath: Any, cadata: Any) -> SSLContext:
    if cafile or capath or cadata:
        context.load_verify_locations(cafile, capath, cadata)
    elif context.verify_mode != constants.CERT_NONE:
        context.load_default_certs(purpose)
    keylog = os.environ.get("SSLKEYLOGFILE")
    if keylog and not sys.flags.ignore_environment:
        context.keylog_filename = keylog
    return context
