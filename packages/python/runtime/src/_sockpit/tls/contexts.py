"""What sessions have in common. It is made in the lab host when it is first needed."""

import os
import warnings
from collections.abc import Callable, Iterable
from typing import Any

from _sockpit.tls import constants, context_files, failures, requests
from _sockpit.tls.carriers import Carrier
from _sockpit.tls.enums import Options, SSLMethod, TLSVersion, VerifyFlags, VerifyMode
from _sockpit.tls.sessions import Session, certificate_dict

_ROLES = {constants.PROTOCOL_TLS_CLIENT: "client", constants.PROTOCOL_TLS_SERVER: "server"}
_VERSIONS = {
    constants.PROTOCOL_TLSv1: constants.PROTO_TLSv1,
    constants.PROTOCOL_TLSv1_1: constants.PROTO_TLSv1_1,
    constants.PROTOCOL_TLSv1_2: constants.PROTO_TLSv1_2,
}
_PROTOCOLS = {constants.PROTOCOL_TLS, *_ROLES, *_VERSIONS}
_DEPRECATED = {
    constants.PROTOCOL_TLS: "PROTOCOL_TLS",
    constants.PROTOCOL_TLSv1: "PROTOCOL_TLSv1",
    constants.PROTOCOL_TLSv1_1: "PROTOCOL_TLSv1_1",
    constants.PROTOCOL_TLSv1_2: "PROTOCOL_TLSv1_2",
}
_DEPRECATED_VERSIONS = {
    constants.PROTO_SSLv3: "SSLv3",
    constants.PROTO_TLSv1: "TLSv1",
    constants.PROTO_TLSv1_1: "TLSv1_1",
}
_WIRE_VERSIONS = range(constants.PROTO_SSLv3, constants.PROTO_TLSv1_3 + 1)

# SSL_VERIFY_NONE, _PEER, and that with _FAIL_IF_NO_PEER_CERT: SSL_CTX_set_verify(3).
_VERIFY_MODES = {constants.CERT_NONE: 0, constants.CERT_OPTIONAL: 1, constants.CERT_REQUIRED: 3}
_VERIFY_POST_HANDSHAKE = 8

# The lab's names for them.
_STATISTICS = {
    "number": "number",
    "connect": "connect",
    "connect_good": "connectGood",
    "connect_renegotiate": "connectRenegotiate",
    "accept": "accept",
    "accept_good": "acceptGood",
    "accept_renegotiate": "acceptRenegotiate",
    "hits": "hits",
    "misses": "misses",
    "timeouts": "timeouts",
    "cache_full": "cacheFull",
}


class Context:
    """What Python keeps of a context; settings go to the lab host together, before the first session."""

    def __init__(self, protocol: int):
        if protocol not in _PROTOCOLS:
            raise ValueError(f"invalid or unsupported protocol version {protocol}")
        if protocol in _DEPRECATED:
            warnings.warn(f"ssl.{_DEPRECATED[protocol]} is deprecated", DeprecationWarning, stacklevel=3)
        self._protocol = protocol
        is_client = protocol == constants.PROTOCOL_TLS_CLIENT
        self._check_hostname = is_client
        self._verify_mode = constants.CERT_REQUIRED if is_client else constants.CERT_NONE
        self._verify_flags = constants.VERIFY_X509_TRUSTED_FIRST
        self._options = constants.DEFAULT_OPTIONS
        self._checks_common_name = True
        version = _VERSIONS.get(protocol)
        self._minimum_version = constants.PROTO_TLSv1_2 if version is None else version
        self._maximum_version = constants.PROTO_MAXIMUM_SUPPORTED if version is None else version
        self._post_handshake_auth = False
        self._num_tickets = 2
        self._sni_callback: Callable[..., Any] | None = None
        self._keylog_filename: Any = None
        self._engine_id: int | None = None
        self._unsent: dict[str, Any] = {
            "ciphers": constants.DEFAULT_CIPHERS,
            "options": self._options,
            "verifyFlags": self._verify_flags,
            "hostFlags": _host_flags(self._checks_common_name),
            "minVersion": self._minimum_version,
            "maxVersion": 0 if version is None else version,
            "verifyMode": _VERIFY_MODES[self._verify_mode],
        }

    def __del__(self) -> None:
        engine_id: int | None = getattr(self, "_engine_id", None)
        if engine_id is not None:
            requests.free({"contexts": [engine_id]})

    def engine_id(self) -> int:
        """The context's number in the lab host, which has all its settings."""
        if self._engine_id is None:
            role = _ROLES.get(self._protocol, "either")
            self._engine_id = requests.ask("makeTlsContext", {"role": role})[0]["context"]
        if self._unsent:
            self._configure()
        assert self._engine_id is not None
        return self._engine_id

    def open_session(self, *, is_server: bool, server_name: str | None) -> int:
        """A session's number in the lab host."""
        settings: dict[str, Any] = {"isServer": is_server}
        if server_name is not None:
            settings["serverName"] = server_name
            settings["isServerNameAddress"] = _is_address(server_name)
            settings["checksName"] = self._check_hostname
        result, _ = requests.ask("makeTlsSession", {"context": self.engine_id(), "settings": settings})
        if "failure" in result:
            raise failures.of_operation(result["failure"], server_name)
        return result["session"]

    @property
    def protocol(self) -> Any:
        return SSLMethod(self._protocol)

    @property
    def check_hostname(self) -> bool:
        return self._check_hostname

    @check_hostname.setter
    def check_hostname(self, value: Any) -> None:
        self._check_hostname = bool(value)
        if self._check_hostname and self._verify_mode == constants.CERT_NONE:
            self._apply_verify_mode(constants.CERT_REQUIRED)

    @property
    def verify_mode(self) -> Any:
        return VerifyMode(self._verify_mode)

    @verify_mode.setter
    def verify_mode(self, value: int) -> None:
        if value not in _VERIFY_MODES:
            raise ValueError("invalid value for verify_mode")
        if value == constants.CERT_NONE and self._check_hostname:
            raise ValueError("Cannot set verify_mode to CERT_NONE when check_hostname is enabled.")
        self._apply_verify_mode(int(value))

    @property
    def verify_flags(self) -> Any:
        return VerifyFlags(self._verify_flags)

    @verify_flags.setter
    def verify_flags(self, value: int) -> None:
        self._verify_flags = self._unsent["verifyFlags"] = int(value)

    @property
    def options(self) -> Any:
        return Options(self._options)

    @options.setter
    def options(self, value: int) -> None:
        if value < 0:
            raise OverflowError("can't convert negative int to unsigned")
        self._options = self._unsent["options"] = int(value)

    @property
    def hostname_checks_common_name(self) -> bool:
        return self._checks_common_name

    @hostname_checks_common_name.setter
    def hostname_checks_common_name(self, value: Any) -> None:
        self._checks_common_name = bool(value)
        self._unsent["hostFlags"] = _host_flags(self._checks_common_name)

    @property
    def minimum_version(self) -> TLSVersion:
        return TLSVersion(self._minimum_version)

    @minimum_version.setter
    def minimum_version(self, value: int) -> None:
        if value == constants.PROTO_SSLv3:
            # It is an option, too, that forbids it.
            self.options &= ~constants.OP_NO_SSLv3
        self._minimum_version, self._unsent["minVersion"] = self._checked_version(int(value))

    @property
    def maximum_version(self) -> TLSVersion:
        return TLSVersion(self._maximum_version)

    @maximum_version.setter
    def maximum_version(self, value: int) -> None:
        self._maximum_version, self._unsent["maxVersion"] = self._checked_version(int(value))

    @property
    def post_handshake_auth(self) -> bool:
        return self._post_handshake_auth

    @post_handshake_auth.setter
    def post_handshake_auth(self, value: Any) -> None:
        self._post_handshake_auth = self._unsent["postHandshakeAuth"] = bool(value)
        self._apply_verify_mode(self._verify_mode)

    @property
    def num_tickets(self) -> int:
        return self._num_tickets

    @num_tickets.setter
    def num_tickets(self, value: int) -> None:
        if value < 0:
            raise ValueError("value must be non-negative")
        if self._protocol != constants.PROTOCOL_TLS_SERVER:
            raise ValueError("SSLContext is not a server context.")
        self._num_tickets = self._unsent["tickets"] = int(value)

    @property
    def sni_callback(self) -> Callable[..., Any] | None:
        return self._sni_callback

    @sni_callback.setter
    def sni_callback(self, callback: Any) -> None:
        if self._protocol == constants.PROTOCOL_TLS_CLIENT:
            raise ValueError("sni_callback cannot be set on TLS_CLIENT context")
        if callback is not None and not callable(callback):
            raise TypeError("not a callable object")
        self._sni_callback = callback
        self._unsent["asksForContext"] = callback is not None

    @property
    def keylog_filename(self) -> Any:
        return self._keylog_filename

    @keylog_filename.setter
    def keylog_filename(self, filename: Any) -> None:
        if filename is not None:
            with open(filename, "a"):
                pass
        self._keylog_filename = filename
        self._unsent["logsKeys"] = filename is not None

    @property
    def security_level(self) -> int:
        return 2

    def set_ciphers(self, cipherlist: str, /) -> None:
        try:
            self._configure(ciphers=cipherlist)
        except failures.SSLError:
            raise failures.SSLError("No cipher can be selected.") from None

    def set_ciphersuites(self, ciphersuites: str, /) -> None:
        try:
            self._configure(cipherSuites=ciphersuites)
        except failures.SSLError:
            raise failures.SSLError("No cipher suite can be selected.") from None

    def get_ciphers(self) -> list[dict[str, Any]]:
        return [
            {"name": name, "protocol": protocol, "strength_bits": bits}
            for name, protocol, bits in (
                (cipher["name"], cipher["protocol"], cipher["bits"]) for cipher in self._described()["ciphers"]
            )
        ]

    def set_groups(self, grouplist: str, /) -> None:
        self._configure(groups=grouplist)

    def set_ecdh_curve(self, name: Any, /) -> None:
        text = os.fsdecode(name)
        try:
            self._configure(groups=text)
        except failures.SSLError:
            raise ValueError(f"unknown elliptic curve name {text!r}") from None

    def set_alpn_protocols(self, alpn_protocols: Iterable[str]) -> None:
        """Protocols for the handshake to choose from, the preferred one first: "h2", "http/1.1" …"""
        names = list(alpn_protocols)
        # RFC 7301, section 3.1: a name's length is one byte, and not zero.
        if not all(0 < len(str.encode(name, "ascii")) < 256 for name in names):
            raise failures.SSLError("ALPN protocols must be 1 to 255 in length")
        self._unsent["alpn"] = names

    def load_cert_chain(self, certfile: Any, keyfile: Any = None, password: Any = None) -> None:
        chain = context_files.read(certfile, "certfile")
        key = chain if keyfile is None else context_files.read(keyfile, "keyfile")
        settings = {"certificateChain": requests.encoded(chain), "privateKey": requests.encoded(key)}
        text = context_files.password_of(password, is_needed=b"ENCRYPTED" in key)
        self._configure(**settings, **({} if text is None else {"password": text}))

    def load_verify_locations(self, cafile: Any = None, capath: Any = None, cadata: Any = None) -> None:
        if cafile is None and capath is None and cadata is None:
            raise TypeError("cafile, capath and cadata cannot be all omitted")
        if cadata is not None:
            self._trust(*context_files.data_and_form(cadata))
        if cafile is not None:
            self._trust(context_files.read(cafile, "cafile"), "file")
        if capath is not None:
            for data in context_files.of_folder(capath):
                self._trust(data, "file")

    def set_default_verify_paths(self) -> None:
        # A lab has no authorities of the Internet: those that the program names are all it trusts.
        cafile = os.environ.get("SSL_CERT_FILE")
        if cafile and os.path.isfile(cafile):
            self._trust(context_files.read(cafile, "cafile"), "file")

    def load_dh_params(self, path: Any, /) -> None:
        context_files.read(path, "path")

    def get_ca_certs(self, binary_form: bool = False) -> list[Any]:
        authorities = [trusted["certificate"] for trusted in self._described()["trusted"] if trusted["isAuthority"]]
        if binary_form:
            return [requests.decoded(certificate["der"]) for certificate in authorities]
        return [certificate_dict(certificate) for certificate in authorities]

    def cert_store_stats(self) -> dict[str, int]:
        trusted = self._described()["trusted"]
        return {"x509": len(trusted), "crl": 0, "x509_ca": sum(1 for each in trusted if each["isAuthority"])}

    def session_stats(self) -> dict[str, int]:
        counts = self._described()["statistics"]
        return {name: counts[theirs] for name, theirs in _STATISTICS.items()}

    def session_over(self, carrier: Carrier, *, owner: Any, is_server: Any, server_name: str | None) -> Session:
        """A new session, whose handshake has not begun. `owner`: the object of the program's that has it."""
        self._check(is_server, server_name)
        return Session(self, carrier, is_server=bool(is_server), server_name=server_name, owner=owner)

    def _check(self, is_server: bool, server_name: str | None) -> None:
        if is_server and self._protocol == constants.PROTOCOL_TLS_CLIENT:
            raise failures.plain("Cannot create a server socket with a PROTOCOL_TLS_CLIENT context")
        if not is_server and self._protocol == constants.PROTOCOL_TLS_SERVER:
            raise failures.plain("Cannot create a client socket with a PROTOCOL_TLS_SERVER context")
        if server_name is not None:
            if not server_name or server_name.startswith("."):
                raise ValueError("server_hostname cannot be an empty string or start with a leading dot.")
            if "\0" in server_name:
                raise TypeError("argument must be encoded string without null bytes, not str")

    def _apply_verify_mode(self, mode: int) -> None:
        self._verify_mode = mode
        extra = _VERIFY_POST_HANDSHAKE if self._post_handshake_auth and mode else 0
        self._unsent["verifyMode"] = _VERIFY_MODES[mode] | extra

    def _checked_version(self, value: int) -> tuple[int, int]:
        """A version as CPython gives it, and as the lab host takes it."""
        if self._protocol in _VERSIONS:
            raise ValueError("The context's protocol doesn't support modification of highest and lowest version.")
        if value in (constants.PROTO_MINIMUM_SUPPORTED, constants.PROTO_MAXIMUM_SUPPORTED):
            return value, 0
        if value not in _WIRE_VERSIONS:
            raise ValueError(f"Unsupported TLS/SSL version 0x{value & 0xFFFFFFFF:x}")
        if value in _DEPRECATED_VERSIONS:
            text = f"ssl.TLSVersion.{_DEPRECATED_VERSIONS[value]} is deprecated"
            warnings.warn(text, DeprecationWarning, stacklevel=3)
        return value, value

    def _configure(self, **settings: Any) -> None:
        """Sends what has changed, and these settings, which may be refused."""
        unsent, self._unsent = self._unsent, {}
        if self._engine_id is None:
            self.engine_id()
        params = {"context": self._engine_id, "settings": {**unsent, **settings}}
        result, _ = requests.ask("configureTlsContext", params)
        if "failure" in result:
            # What was not refused may have been behind it.
            self._unsent = {**unsent, **self._unsent}
            raise failures.of_context(result["failure"])

    def _described(self) -> dict[str, Any]:
        return requests.ask("describeTlsContext", {"context": self.engine_id()})[0]

    def _trust(self, data: bytes, form: str) -> None:
        self._configure(trusted={"data": requests.encoded(data), "form": form})


def _host_flags(checks_common_name: bool) -> int:
    """For X509_VERIFY_PARAM_set_hostflags(3)."""
    never = 0 if checks_common_name else constants.HOSTFLAG_NEVER_CHECK_SUBJECT
    return constants.HOSTFLAG_NO_PARTIAL_WILDCARDS | never


def _is_address(name: str) -> bool:
    parts = name.split(".")
    return ":" in name or (len(parts) == 4 and all(part.isdigit() and int(part) < 256 for part in parts))
