"""`ssl.get_default_verify_paths`."""

import os
from typing import NamedTuple

# The variables that OpenSSL reads, and where Linux has the authorities that it trusts without them.
FILE_VARIABLE, FILE = "SSL_CERT_FILE", "/usr/lib/ssl/cert.pem"
FOLDER_VARIABLE, FOLDER = "SSL_CERT_DIR", "/usr/lib/ssl/certs"


class DefaultVerifyPaths(NamedTuple):
    cafile: str | None
    capath: str | None
    openssl_cafile_env: str
    openssl_cafile: str
    openssl_capath_env: str
    openssl_capath: str


def get_default_verify_paths() -> DefaultVerifyPaths:
    """Where authorities to be trusted are looked for, and first what of that is there."""
    cafile = os.environ.get(FILE_VARIABLE, FILE)
    capath = os.environ.get(FOLDER_VARIABLE, FOLDER)
    there = (cafile if os.path.isfile(cafile) else None, capath if os.path.isdir(capath) else None)
    return DefaultVerifyPaths(*there, FILE_VARIABLE, FILE, FOLDER_VARIABLE, FOLDER)
