"""`ssl` for the page, in the place of Pyodide's, which refuses everything. Its names and texts are CPython 3.14's."""
# What is imported here is what this module gives.
# ruff: noqa: F401
# pyright: reportUnusedImport=false

import _ssl
import os
import socket as _socket_module
from socket import create_connection, socket
from types import FunctionType
from typing import NamedTuple as _NamedTuple

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
from _sockpit.tls.ssl_contexts import SSLContext, create_default_context
from _sockpit.tls.ssl_contexts import create_unverified_context as _create_unverified_context
from _sockpit.tls.ssl_objects import CHANNEL_BINDING_TYPES, SSLObject
from _sockpit.tls.ssl_sockets import SSLSocket

for _name in vars(_ssl):
    if _name.startswith(("HAS_", "OPENSSL_", "_OPENSSL_", "RAND_")) or _name in ("SSLSession", "_DEFAULT_CIPHERS"):
        globals()[_name] = getattr(_ssl, _name)
for _enum in (_SSLMethod, Options, AlertDescription, SSLErrorNumber, VerifyFlags, VerifyMode):
    globals().update(_enum.__members__)

CertificateError = SSLCertVerificationError
socket_error = OSError
HAS_NEVER_CHECK_COMMON_NAME = True
_RESTRICTED_SERVER_CIPHERS = _constants.DEFAULT_CIPHERS
_SSLv2_IF_EXISTS = None
_PROTOCOL_NAMES = {value: name for name, value in _SSLMethod.__members__.items()}
_create_default_https_context = create_default_context
_create_stdlib_context = _create_unverified_context

# That of `socket`.
_USUAL_TIMEOUT = getattr(_socket_module, "_GLOBAL_DEFAULT_TIMEOUT")  # noqa: B009 - Its stub does not say it.


class DefaultVerifyPaths(_NamedTuple):
    cafile: str | None
    capath: str | None
    openssl_cafile_env: str
    openssl_cafile: str
    openssl_capath_env: str
    openssl_capath: str


def get_default_verify_paths() -> DefaultVerifyPaths:
    """Return paths to default cafile and capath."""
    file_variable, file, folder_variable, folder = _ssl.get_default_verify_paths()
    cafile, capath = os.environ.get(file_variable, file), os.environ.get(folder_variable, folder)
    return DefaultVerifyPaths(
        cafile if os.path.isfile(cafile) else None,
        capath if os.path.isdir(capath) else None,
        *(file_variable, file, folder_variable, folder),
    )


def get_server_certificate(
    addr: tuple[str, int],
    ssl_version: int = _constants.PROTOCOL_TLS_CLIENT,
    ca_certs: str | None = None,
    timeout: float | None = _USUAL_TIMEOUT,
) -> str:
    """Retrieve the certificate from the server at the specified address, and return it as a PEM-encoded string. With
    'ca_certs' it is validated."""
    required = _constants.CERT_NONE if ca_certs is None else _constants.CERT_REQUIRED
    context = _create_stdlib_context(ssl_version, cert_reqs=required, cafile=ca_certs)
    with (
        create_connection(addr, timeout=timeout) as sock,
        context.wrap_socket(sock, server_hostname=addr[0]) as wrapped,
    ):
        return DER_cert_to_PEM_cert(wrapped.getpeercert(True))


def get_protocol_name(protocol_code: int) -> str:
    return _PROTOCOL_NAMES.get(protocol_code, "<unknown>")


# Where programs look for them, and tracebacks name them.
for _name, _value in list(globals().items()):
    if isinstance(_value, (type, FunctionType)) and _value.__module__.startswith("_sockpit.tls"):
        _value.__module__ = __name__
