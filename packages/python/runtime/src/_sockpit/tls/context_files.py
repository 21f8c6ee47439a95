"""What a context is given as files, as data or by hand: certificates, keys and their passwords."""

import errno
import os
from collections.abc import Iterator
from typing import Any

from _sockpit.bridge import blocking

_PASSWORD_LENGTH = 1024


def read(path: Any, name: str) -> bytes:
    try:
        decoded = os.fsdecode(path)
    except TypeError:
        raise TypeError(f"{name} should be a valid filesystem path") from None
    try:
        with open(decoded, "rb") as file:
            return file.read()
    except OSError as error:
        # As OpenSSL reports it: without the name.
        raise OSError(error.errno if error.errno is not None else errno.EIO, error.strerror) from None


@blocking.enters_program
def password_of(password: Any, *, is_needed: bool) -> str | None:
    if not is_needed:
        return None
    given = password() if callable(password) else password
    if given is None:
        typed: str | None = blocking.ask("Enter PEM pass phrase:", secret=True)
        return typed or ""
    if not isinstance(given, (str, bytes, bytearray)):
        raise TypeError(
            "password callback must return a string"
            if callable(password)
            else "password should be a string or callable"
        )
    if len(given) > _PASSWORD_LENGTH:
        raise ValueError(f"password cannot be longer than {_PASSWORD_LENGTH} bytes")
    return given if isinstance(given, str) else bytes(given).decode("utf-8", "surrogateescape")


def data_and_form(cadata: Any) -> tuple[bytes, str]:
    """Certificates that are given as `cadata`: PEM where it is text, otherwise DER."""
    try:
        data, form = (cadata.encode("ascii"), "pem") if isinstance(cadata, str) else (bytes(memoryview(cadata)), "der")
    except (UnicodeEncodeError, TypeError):
        raise TypeError("cadata should be an ASCII string or a bytes-like object") from None
    if not data:
        raise ValueError("Empty certificate data")
    return data, form


def of_folder(capath: Any) -> Iterator[bytes]:
    """Certificates in files that openssl-rehash(1) has named: eight hexadecimal digits, a dot and a number."""
    try:
        names = sorted(os.listdir(os.fsdecode(capath)))
    except OSError:
        # As OpenSSL, which looks into it when it verifies.
        return
    for name in names:
        stem, _, number = name.partition(".")
        if len(stem) == 8 and number.isdigit() and all(digit in "0123456789abcdef" for digit in stem):
            yield read(os.path.join(os.fsdecode(capath), name), "capath")
