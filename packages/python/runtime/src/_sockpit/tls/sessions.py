"""`_ssl._SSLSocket`: one TLS connection."""

import weakref
from collections.abc import Callable
from typing import Any

from _sockpit import settings
from _sockpit.bridge import blocking
from _sockpit.c_calls import readable_buffer, writable_view
from _sockpit.program import unraisable
from _sockpit.tls import certificate_links, constants, failures, requests
from _sockpit.tls.carriers import Carrier, Limit
from _sockpit.tls.resumable import SSLSession, resumable

# Keys of a certificate in CPython's order.
_CERTIFICATE_FIELDS = ("version", "serialNumber", "notBefore", "notAfter")


class Session:
    """A connection's TLS. Its owner is the `SSLSocket` or `SSLObject` that programs see."""

    def __init__(
        self,
        context: Any,
        carrier: Carrier,
        *,
        is_server: bool,
        server_name: str | None,
        owner: Any,
    ):
        self._context = context
        self._carrier = carrier
        self.server_side = is_server
        self.server_hostname = server_name
        self._owner = weakref.ref(owner)
        self._id = context.open_session(is_server=is_server, server_name=server_name)
        self._description: dict[str, Any] | None = None
        self._is_established = False
        # Whether OpenSSL can do nothing before more has come from the peer.
        self._is_hungry = is_server
        self._is_idle = True
        self._is_input_over = False
        self._is_closed_by_peer = False
        self._has_shut_down = False
        self._pending = 0
        # The context that the handshake goes on with, where the program has set another.
        self._choice: dict[str, Any] | None = None
        # Sent with the next step.
        self._resumes: SSLSession | None = None
        # Of data that a non-blocking `write` could not send all of: how much of it is encrypted.
        self._encrypted = 0

    def __del__(self) -> None:
        if hasattr(self, "_id"):
            requests.free({"sessions": [self._id]})

    @property
    def context(self) -> Any:
        return self._context

    @context.setter
    def context(self, context: Any) -> None:
        self._context = context
        self._choice = {"context": context.engine_id()}

    @property
    def owner(self) -> Any:
        return self._owner()

    @property
    def session(self) -> SSLSession | None:
        """What a later session can go on with: None before the handshake. In TLS 1.3 from the server's ticket on."""
        described, _ = requests.ask("describeTlsSession", {"session": self._id, "withResumption": True})
        resumption = described.get("resumption")
        return None if resumption is None else resumable(resumption, self._context)

    @session.setter
    def session(self, value: Any) -> None:
        if not isinstance(value, SSLSession):
            raise TypeError("Value is not a SSLSession.")
        if value.of is not self._context:
            raise ValueError("Session refers to a different SSLContext.")
        if self.server_side:
            raise ValueError("Cannot set session for server-side SSLSocket.")
        if self._is_established:
            raise ValueError("Cannot set session after handshake.")
        self._resumes = value

    @property
    def session_reused(self) -> bool:
        return bool(self._described()["isResumed"])

    def do_handshake(self) -> None:
        self._run("handshake", verb="handshake")
        self._is_established = True

    def read(self, size: int, buffer: Any = None) -> Any:
        """Up to `size` decrypted bytes, or how many were put into `buffer`."""
        if buffer is None:
            if size < 0:
                raise ValueError("size should not be negative")
            return self._read(size)
        with writable_view(buffer) as view:
            length = len(view) if size <= 0 or size > len(view) else size
            data = self._read(length)
            view[: len(data)] = data
            return len(data)

    def write(self, data: Any) -> int:
        with readable_buffer(data) as view:
            self._carrier.put(b"", self._carrier.limit("write"))
            while self._encrypted < len(view):
                piece = view[self._encrypted : self._encrypted + settings.tls_step_bytes]
                # Encrypted once, however often it has to be sent.
                self._run("write", verb="write", data=piece, written=len(piece))
            self._encrypted = 0
            return len(view)

    def pending(self) -> int:
        return self._pending

    def shutdown(self) -> Any:
        """Sends close_notify and waits for the peer's. Gives the plain socket."""
        self._has_shut_down = True
        self._run("shutdown", verb="read")
        return self._owner() if self._is_of_socket() else None

    def verify_client_post_handshake(self) -> None:
        self._description = None
        self._run("verifyClient", verb="write")

    def getpeercert(self, binary_form: bool = False) -> Any:
        described = self._described()
        if not described["isEstablished"]:
            raise ValueError("handshake not done yet")
        certificate = described["certificate"]
        if certificate is None:
            return None
        if binary_form:
            return requests.decoded(certificate["der"])
        return certificate_dict(certificate) if self._context.verify_mode != constants.CERT_NONE else {}

    def get_unverified_chain(self) -> list[bytes]:
        return [requests.decoded(der) for der in self._described()["sentChain"]]

    def get_verified_chain(self) -> list[bytes]:
        return [requests.decoded(der) for der in self._described()["verifiedChain"]]

    def version(self) -> str | None:
        described = self._described()
        return described["version"] if described["isEstablished"] else None

    def cipher(self) -> tuple[str, str, int] | None:
        cipher = self._described()["cipher"]
        return None if cipher is None else cipher_tuple(cipher)

    def shared_ciphers(self) -> list[tuple[str, str, int]] | None:
        ciphers = self._described()["sharedCiphers"]
        return None if ciphers is None else [cipher_tuple(cipher) for cipher in ciphers]

    def selected_alpn_protocol(self) -> str | None:
        return self._described()["alpn"]

    def group(self) -> str | None:
        return None

    def compression(self) -> None:
        return None

    def get_channel_binding(self, cb_type: str = "tls-unique") -> bytes | None:
        if cb_type != "tls-unique":
            raise ValueError(f"'{cb_type}' channel binding type not implemented")
        return requests.decoded(self._described()["firstFinished"]) or None

    def _is_of_socket(self) -> bool:
        return hasattr(self._owner(), "fileno")

    def _described(self) -> dict[str, Any]:
        if self._description is None:
            described, _ = requests.ask("describeTlsSession", {"session": self._id})
            if not described["isEstablished"]:
                return described
            self._description = described
        return self._description

    def _read(self, size: int) -> bytes:
        if size == 0:
            return b""
        return self._run("read", verb="read", size=size)

    def _run(self, operation: str, *, verb: str, data: Any = None, size: int | None = None, written: int = 0) -> bytes:
        """Goes on until the operation is done. Raises SSLWantReadError and SSLWantWriteError where it must not wait."""
        limit = self._carrier.limit(verb)
        # As in OpenSSL, data that could not be sent does not keep what has come from being read.
        is_reading = operation == "read"
        if not is_reading:
            self._carrier.put(b"", limit)
        received, choice = self._first_input(operation, limit), self._choice
        while True:
            result, given = self._step(operation, data=data, size=size, received=received, choice=choice)
            outcome = result["outcome"]
            self._is_hungry = outcome == "wantsInput"
            self._pending = result["pendingBytes"]
            self._is_idle = self._pending == 0 and result["unreadBytes"] == 0
            if outcome == "done":
                self._encrypted += written
            self._log_keys(result)
            to_send = given[: result.get("sendBytes", 0)]
            if outcome in ("failed", "cutOff", "closed"):
                return self._end(operation, result, to_send, limit)
            if to_send or not is_reading:
                self._carrier.put(to_send, limit)
            if outcome == "done":
                return given[len(to_send) :]
            received, choice = None, None
            if outcome == "asksForContext":
                choice = self._choose(result.get("serverName"))
            elif data is not None:
                # A write begins with the handshake, which alone wants input. A step takes this, or the data.
                self._run("handshake", verb=verb)
            else:
                received = self._more(limit)

    def _first_input(self, operation: str, limit: Limit) -> bytes | None:
        """What a step needs that could do nothing without."""
        if self._is_input_over or self._is_closed_by_peer:
            return None
        is_idle_reader = operation == "read" and self._is_established and self._is_idle
        # A write and a shutdown have something to send first.
        is_hungry = self._is_hungry and operation in ("handshake", "read")
        return self._more(limit) if is_idle_reader or is_hungry else None

    def _more(self, limit: Limit) -> bytes | None:
        if self._is_input_over:
            return None
        received = self._carrier.take(limit)
        if received is None:
            self._is_input_over = True
        return received

    def _step(self, operation: str, *, data: Any, size: int | None, received: bytes | None, choice: Any) -> Any:
        params: dict[str, Any] = {"session": self._id, "operation": operation}
        if size is not None:
            params["maxBytes"] = size
        if self._is_input_over:
            params["isInputOver"] = True
        if choice is not None:
            params["choice"] = choice
            self._choice = None
        if self._resumes is not None:
            params["resume"], self._resumes = self._resumes.pem, None
        if data is not None:
            return requests.ask("stepTlsSession", params, "data", data)
        return requests.ask("stepTlsSession", params, None if received is None else "received", received)

    def _end(self, operation: str, result: dict[str, Any], to_send: bytes, limit: Limit) -> bytes:
        """The connection's end, or its failure."""
        try:
            # An alert, which the peer may not want any more.
            self._carrier.put(to_send, limit)
        except OSError:
            pass
        outcome, failure = result["outcome"], result.get("failure")
        if outcome == "closed":
            self._is_closed_by_peer = True
            if operation == "shutdown" or (operation == "read" and not self._has_shut_down):
                return b""
            raise failures.zero_return()
        if outcome == "cutOff" or failure is None:
            raise failures.cut_off(failure)
        raise failures.of_operation(failure, self.server_hostname)

    @blocking.enters_program
    def _choose(self, server_name: str | None) -> dict[str, Any]:
        """Asks the program's `sni_callback`, which may set another context."""
        callback: Callable[..., Any] | None = self._context.sni_callback
        self._choice = {"context": self._context.engine_id()}
        if callback is None:
            return self._choice
        try:
            alert = callback(self._owner(), server_name, self._context)
        except Exception as error:
            unraisable.report(error, "Exception ignored in ssl servername callback", callback)
            return {"alert": constants.ALERT_DESCRIPTION_HANDSHAKE_FAILURE}
        if alert is None:
            return self._choice
        try:
            return {"alert": int(alert)}
        except (TypeError, ValueError) as error:
            unraisable.report(error, "Exception ignored in ssl servername callback", callback)
            return {"alert": constants.ALERT_DESCRIPTION_INTERNAL_ERROR}

    def _log_keys(self, result: dict[str, Any]) -> None:
        lines, filename = result.get("keyLog"), self._context.keylog_filename
        if lines and filename is not None:
            with open(filename, "a") as log:
                log.writelines(f"{line}\n" for line in lines)


def certificate_dict(certificate: dict[str, Any]) -> dict[str, Any]:
    """A certificate as `getpeercert` gives it."""
    names = {
        side: tuple(tuple((kind, text) for kind, text in part) for part in certificate[side])
        for side in ("subject", "issuer")
    }
    fields = {field: certificate[field] for field in _CERTIFICATE_FIELDS}
    alternatives = tuple((kind, text) for kind, text in certificate["subjectAltName"])
    further = certificate_links.links(requests.decoded(certificate["der"]))
    return {**names, **fields, **({"subjectAltName": alternatives} if alternatives else {}), **further}


def cipher_tuple(cipher: dict[str, Any]) -> tuple[str, str, int]:
    return cipher["name"], cipher["protocol"], cipher["bits"]
