"""`ssl` for the page, in the place of Pyodide's, which refuses everything. Its names and texts are CPython 3.14's."""
# What is imported here is what this module gives.
# ruff: noqa: F401
# pyright: reportUnusedImport=false

import _ssl
import socket as _socket_module
from socket import create_connection, socket
from types import FunctionType

from _sockpit.tls import constants as _constants
from _sockpit.tls.certificates import (
    PEM_FOOTER,
    PEM_HEADER,
    DER_cert_to_PEM_cert,
    PEM_cert_to_DER_cert,
    cert_time_to_seconds,
)
from _sockpit.tls.enums import (
    AlertDescription,
    Options,
    Purpose,
    SSLErrorNumber,
    TLSVersion,
    VerifyFlags,
    VerifyMode,
)
from _sockpit.tls.enums import ASN1Object as _ASN1Object
from _sockpit.tls.enums import SSLMethod as _SSLMethod
from _sockpit.tls.failures import (
    SSLCertVerificationError,
    SSLEOFError,
    SSLError,
    SSLSyscallError,
    SSLWantReadError,
    SSLWantWriteError,
    SSLZeroReturnError,
)
from _sockpit.tls.memory_bio import MemoryBIO
from _sockpit.tls.objects import nid2obj as _nid2obj
from _sockpit.tls.objects import txt2obj as _txt2obj
from _sockpit.tls.session_facts import CHANNEL_BINDING_TYPES
from _sockpit.tls.ssl_contexts import SSLContext
from _sockpit.tls.ssl_objects import SSLObject
from _sockpit.tls.ssl_sockets import SSLSocket
from _sockpit.tls.usual_contexts import create_default_context
from _sockpit.tls.usual_contexts import create_unverified_context as _create_unverified_context
from _sockpit.tls.verify_paths import DefaultVerifyPaths, get_default_verify_paths

for _name in vars(_ssl):
    if _name.startswith(("HAS_", "OPENSSL_", "_OPENSSL_", "RAND_")) or _name in ("SSLSession", "_DEFAULT_CIPHERS"):
        globals()[_name] = getattr(_ssl, _name)
for _enum in (_SSLMethod, Options, AlertDescription, SSLErrorNumber, VerifyFlags, VerifyMode):
    globals().update(_enum.__members__)

HAS_NEVER_CHECK_COMMON_NAME = True
_RESTRICTED_SERVER_CIPHERS = _constants.DEFAULT_CIPHERS
_SSLv2_IF_EXISTS = None
# Older names.
CertificateError, socket_error = SSLCertVerificationError, OSError
# What http.client makes contexts with, and what the modules for mail and files do. Programs set others.
_create_default_https_context, _create_stdlib_context = create_default_context, _create_unverified_context

# That of `socket`.
_USUAL_TIMEOUT = getattr(_socket_module, "_GLOBAL_DEFAULT_TIMEOUT")  # noqa: B009 - Its stub does not say it.


def get_server_certificate(
    addr: tuple[str, int],
    ssl_version: int = _constants.PROTOCOL_TLS_CLIENT,
    ca_certs: str | None = None,
    timeout: float | None = _USUAL_TIMEOUT,
) -> str:
    """The certificate of the server at an address, as text. It is verified where `ca_certs` names authorities."""
    verification = _constants.CERT_REQUIRED if ca_certs else _constants.CERT_NONE
    context = _create_stdlib_context(ssl_version, cert_reqs=verification, cafile=ca_certs)
    with create_connection(addr, timeout) as plain, context.wrap_socket(plain, server_hostname=addr[0]) as secure:
        return DER_cert_to_PEM_cert(secure.getpeercert(binary_form=True))


def get_protocol_name(protocol_code: int) -> str:
    """The name of the constant PROTOCOL_… that has this value."""
    try:
        return _SSLMethod(protocol_code).name
    except ValueError:
        return "<unknown>"


# Where programs look for them, and tracebacks name them.
for _name, _value in list(globals().items()):
    if isinstance(_value, (type, FunctionType)) and _value.__module__.startswith("_sockpit.tls"):
        _value.__module__ = __name__
