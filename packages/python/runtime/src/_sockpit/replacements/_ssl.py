"""`_ssl` for the page: what CPython's C module gives, over OpenSSL in the lab host."""
# What is imported here is what this module gives.
# ruff: noqa: F401, F403
# pyright: reportUnusedImport=false

import os
import sys

from _sockpit import c_functions
from _sockpit.tls.constants import *
from _sockpit.tls.constants import DEFAULT_CIPHERS as _DEFAULT_CIPHERS
from _sockpit.tls.contexts import Context as _SSLContext
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
from _sockpit.tls.objects import nid2obj, txt2obj
from _sockpit.tls.resumable import SSLSession
from _sockpit.tls.sessions import Session as _SSLSocket
from _sockpit.tls.verify_paths import FILE, FILE_VARIABLE, FOLDER, FOLDER_VARIABLE

# The lab host's is that of its Node.js: some 3.x.
OPENSSL_VERSION_NUMBER = 0x30000000
OPENSSL_VERSION_INFO = (3, 0, 0, 0, 0)
OPENSSL_VERSION = "OpenSSL 3 (of the lab's server)"
_OPENSSL_API_VERSION = OPENSSL_VERSION_INFO


def RAND_status() -> bool:
    """Whether the random numbers have been seeded: the browser's always are."""
    return True


def RAND_add(string: object, entropy: float, /) -> None:
    """Mix string into the OpenSSL PRNG state: it needs none."""


def RAND_bytes(n: int, /) -> bytes:
    """Generate n cryptographically strong pseudo-random bytes."""
    if n < 0:
        raise ValueError("num must be positive")
    return os.urandom(n)


def get_default_verify_paths() -> tuple[str, str, str, str]:
    """Return search paths and environment vars that are used by SSLContext's set_default_verify_paths()."""
    return FILE_VARIABLE, FILE, FOLDER_VARIABLE, FOLDER


c_functions.take_places(globals(), sys.modules[__name__])
