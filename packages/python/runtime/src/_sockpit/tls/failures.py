"""The exceptions of `ssl`, with CPython's texts for what OpenSSL says."""

from typing import Any, TypeVar

from _sockpit.tls import constants

# Where CPython 3.13's C file raises: operations of a connection, those of a context.
_LINE = "(_ssl.c:1020)"
_CONTEXT_LINE = "(_ssl.c:3916)"
HANDSHAKE_TIMED_OUT = "_ssl.c:1003: The handshake operation timed out"

# ERR_R_PEM_LIB of err.h, a reason of all libraries.
_PEM_LIB = 0x80009
_REASON_NUMBERS = {"NO_CERTIFICATE_OR_CRL_FOUND": 136, "KEY_VALUES_MISMATCH": 116}

# Numbers of X509_STORE_CTX_get_error(3).
_HOSTNAME_MISMATCH = 62
_IP_ADDRESS_MISMATCH = 64

_EOF_TEXT = "EOF occurred in violation of protocol"


class SSLError(OSError):
    """An error occurred in the SSL implementation."""

    reason: str | None = None
    library: str | None = None

    def __str__(self) -> str:
        text: object = self.strerror
        return text if isinstance(text, str) else str(self.args)


class SSLZeroReturnError(SSLError):
    """SSL/TLS session closed cleanly."""


class SSLWantReadError(SSLError):
    """Non-blocking SSL socket needs to read more data
    before the requested operation can be completed."""


class SSLWantWriteError(SSLError):
    """Non-blocking SSL socket needs to write more data
    before the requested operation can be completed."""


class SSLSyscallError(SSLError):
    """System error when attempting SSL operation."""


class SSLEOFError(SSLError):
    """SSL/TLS connection terminated abruptly."""


class SSLCertVerificationError(SSLError, ValueError):
    """A certificate could not be verified."""

    verify_code: int
    verify_message: str


for _class in (
    *(SSLError, SSLZeroReturnError, SSLWantReadError, SSLWantWriteError, SSLSyscallError, SSLEOFError),
    SSLCertVerificationError,
):
    _class.__module__ = "ssl"


_E = TypeVar("_E", bound=SSLError)


def wants_read() -> SSLWantReadError:
    return SSLWantReadError(constants.SSL_ERROR_WANT_READ, f"The operation did not complete (read) {_LINE}")


def wants_write() -> SSLWantWriteError:
    return SSLWantWriteError(constants.SSL_ERROR_WANT_WRITE, f"The operation did not complete (write) {_LINE}")


def zero_return() -> SSLZeroReturnError:
    return SSLZeroReturnError(constants.SSL_ERROR_ZERO_RETURN, f"TLS/SSL connection has been closed (EOF) {_LINE}")


def cut_off(failure: dict[str, Any] | None) -> SSLEOFError:
    """The peer has closed the connection without close_notify."""
    if failure is None:
        return SSLEOFError(constants.SSL_ERROR_EOF, f"{_EOF_TEXT} {_LINE}")
    return _filled(SSLEOFError(constants.SSL_ERROR_EOF, _text(failure, _EOF_TEXT, _LINE)), failure)


def of_operation(failure: dict[str, Any], server_name: str | None) -> SSLError:
    """What a handshake, or reading or writing, failed with."""
    verification = failure.get("verification")
    if verification is None:
        return _filled(SSLError(constants.SSL_ERROR_SSL, _text(failure, failure["text"], _LINE)), failure)
    message = _verification_text(verification, server_name)
    error = SSLCertVerificationError(constants.SSL_ERROR_SSL, _text(failure, f"{failure['text']}: {message}", _LINE))
    error.verify_code, error.verify_message = verification["code"], message
    return _filled(error, failure)


def of_context(failure: dict[str, Any]) -> SSLError:
    """What a setting of a context was refused with."""
    number = _REASON_NUMBERS.get(failure.get("reason", ""), _PEM_LIB) if "library" in failure else 0
    return _filled(SSLError(number, _text(failure, failure["text"], _CONTEXT_LINE)), failure)


def plain(text: str) -> SSLError:
    """What CPython itself refuses."""
    return _filled(SSLError(0, f"{text} {_CONTEXT_LINE}"), {})


def _text(failure: dict[str, Any], message: str, line: str) -> str:
    library, reason = failure.get("library"), failure.get("reason")
    if library is None:
        return f"{message} {line}"
    prefix = library if reason is None else f"{library}: {reason}"
    return f"[{prefix}] {message} {line}"


def _verification_text(verification: dict[str, Any], server_name: str | None) -> str:
    named = {_HOSTNAME_MISMATCH: "Hostname mismatch", _IP_ADDRESS_MISMATCH: "IP address mismatch"}
    kind = named.get(verification["code"])
    if kind is None:
        return str(verification["text"])
    return f"{kind}, certificate is not valid for '{server_name}'."


def _filled(error: _E, failure: dict[str, Any]) -> _E:
    error.reason, error.library = failure.get("reason"), failure.get("library")
    return error
