"""`ssl.SSLSocket`. Imported when `socket` stands on our `_socket`, whose class it takes."""

import errno
from collections.abc import Callable
from contextlib import suppress
from socket import SO_TYPE, SOCK_STREAM, SOL_SOCKET, socket
from typing import Any

from _sockpit.tls.carriers import SocketCarrier
from _sockpit.tls.failures import SSLEOFError
from _sockpit.tls.session_facts import SessionFacts

# Of `recv` and `recv_into`, where no size is given.
_USUAL_BYTES = 1024


class SSLSocket(SessionFacts, socket):
    """A stream socket that has a session, which encrypts what it sends, or none yet or any more: then it is plain."""

    server_side: bool
    server_hostname: str | None
    do_handshake_on_connect: bool
    suppress_ragged_eofs: bool

    _made_by = "wrap_socket"
    _settings: Any
    # Whether it was connected when it was wrapped, or has been since.
    _has_peer: bool

    @classmethod
    def in_place_of(
        cls,
        plain: Any,
        context: Any,
        *,
        is_server: bool,
        server_name: str | None,
        handshakes: bool,
        hides_cuts: bool,
        resumes: Any = None,
    ) -> "SSLSocket":
        """Takes the descriptor of a plain socket, which is detached. A connected one has its handshake, if wanted."""
        made = cls.__new__(cls)
        timeout, kind = plain.gettimeout(), (plain.family, plain.type, plain.proto)
        socket.__init__(made, *kind, fileno=plain.detach())
        made._tls = None
        made._settings, made._resumes = context, resumes
        made.server_side, made.server_hostname = is_server, server_name
        made.do_handshake_on_connect, made.suppress_ragged_eofs = handshakes, hides_cuts
        try:
            made._has_peer = made._is_connected()
            made.settimeout(timeout)
            if made._has_peer:
                made._open_session()
                made._shake_hands_if_wanted(may_wait=timeout != 0)
        except BaseException:
            with suppress(OSError):
                made.close()
            raise
        return made

    @property
    def context(self) -> Any:
        """The `SSLContext`. An `sni_callback` may set another."""
        return self._settings

    @context.setter
    def context(self, value: Any) -> None:
        self._settings = value
        self._tls.context = value

    # The connection.

    def connect(self, addr: Any) -> None:
        """Connects, and has the handshake unless `do_handshake_on_connect` is false."""
        self._connect_with(super().connect, addr)

    def connect_ex(self, addr: Any) -> int:
        """As `connect`. Gives an error number where the connection has failed; a handshake's failure is raised."""
        return self._connect_with(super().connect_ex, addr)

    def accept(self) -> Any:
        """The next connection, wrapped as a server's with the settings of this socket, and its peer's address."""
        plain, address = super().accept()
        like_this = {name: getattr(self, name) for name in ("do_handshake_on_connect", "suppress_ragged_eofs")}
        return self._settings.wrap_socket(plain, True, **like_this), address

    def do_handshake(self, block: bool = False) -> None:
        """Has the handshake. `block`: waits for it even if the socket does not block."""
        self._require_peer()
        waits_for_once = block and self.gettimeout() == 0
        if waits_for_once:
            self.setblocking(True)
        try:
            self._tls.do_handshake()
        finally:
            if waits_for_once:
                self.setblocking(False)

    def unwrap(self) -> Any:
        """Ends the session in both directions, and gives the socket, which is plain from then on."""
        plain = self._session_or(f"No SSL wrapper around {self}").shutdown()
        self._tls = None
        return plain

    def shutdown(self, how: int) -> None:
        """Drops the session without close_notify, and shuts down the connection."""
        self._tls = None
        super().shutdown(how)

    def verify_client_post_handshake(self) -> None:
        """Asks a TLS 1.3 client for its certificate."""
        self._session_or(f"No SSL wrapper around {self}").verify_client_post_handshake()

    # What is sent and received: through the session, if there is one.

    def read(self, len: int = _USUAL_BYTES, buffer: Any = None) -> Any:
        """At most `len` decrypted bytes; none at the end. With `buffer` they are put there, and their number given."""
        session = self._session_or("Read on closed or unwrapped SSL socket.")
        try:
            return session.read(len, buffer)
        except SSLEOFError:
            if not self.suppress_ragged_eofs:
                raise
        return b"" if buffer is None else 0

    def write(self, data: Any) -> int:
        """Encrypts and sends data. Gives its length in bytes."""
        return self._session_or("Write on closed or unwrapped SSL socket.").write(data)

    def recv(self, buflen: int = _USUAL_BYTES, flags: int = 0) -> Any:
        """As `read`."""
        return self.read(buflen) if self._encrypts("recv", flags) else super().recv(buflen, flags)

    def recv_into(self, buffer: Any, nbytes: Any = None, flags: int = 0) -> int:
        """As `read` with a buffer. Without `nbytes`: as many as there is room for."""
        if not self._encrypts("recv_into", flags):
            return super().recv_into(buffer, nbytes or 0, flags)
        return self.read(_room(buffer) if nbytes is None else nbytes, buffer)

    def send(self, data: Any, flags: int = 0) -> int:
        """As `write`."""
        return self._tls.write(data) if self._encrypts("send", flags) else super().send(data, flags)

    def sendall(self, data: Any, flags: int = 0) -> None:
        """As `write`, which sends all."""
        if self._encrypts("sendall", flags):
            with memoryview(data) as view:
                self._tls.write(view)
        else:
            super().sendall(data, flags)

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        """Sends a file from `offset` on. Gives the number of bytes."""
        sent: Any = file if self._tls is None else _Encryptable(file)
        return super().sendfile(sent, offset, count)

    # What a session cannot carry.

    def sendto(self, data: Any, flags_or_addr: Any, addr: Any = None) -> int:
        """Of a plain socket only."""
        self._require_plain("sendto")
        return super().sendto(data, flags_or_addr, *(() if addr is None else (addr,)))

    def recvfrom(self, buflen: int = _USUAL_BYTES, flags: int = 0) -> Any:
        """Of a plain socket only."""
        self._require_plain("recvfrom")
        return super().recvfrom(buflen, flags)

    def recvfrom_into(self, buffer: Any, nbytes: Any = None, flags: int = 0) -> Any:
        """Of a plain socket only."""
        self._require_plain("recvfrom_into")
        return super().recvfrom_into(buffer, nbytes or 0, flags)

    def sendmsg(self, *args: Any, **kwargs: Any) -> Any:
        """Refused: it would go out in plain text."""
        self._refuse(NotImplementedError, "sendmsg")

    def recvmsg(self, *args: Any, **kwargs: Any) -> Any:
        """Refused: it would read what is encrypted."""
        self._refuse(NotImplementedError, "recvmsg")

    def recvmsg_into(self, *args: Any, **kwargs: Any) -> Any:
        """Refused: it would read what is encrypted."""
        self._refuse(NotImplementedError, "recvmsg_into")

    def dup(self) -> Any:
        """Refused: two sockets cannot have one session."""
        raise NotImplementedError(f"Can't dup() {type(self).__name__} instances")

    def _encrypts(self, method: str, flags: int) -> bool:
        """Whether there is a session. It has no flags."""
        if self._tls is not None and flags != 0:
            raise ValueError(f"non-zero flags not allowed in calls to {method}() on {self.__class__}")
        return self._tls is not None

    def _session_or(self, complaint: str) -> Any:
        if self._tls is None:
            raise ValueError(complaint)
        return self._tls

    def _require_plain(self, method: str) -> None:
        if self._tls is not None:
            self._refuse(ValueError, method)

    def _refuse(self, kind: type[Exception], method: str) -> None:
        raise kind(f"{method} not allowed on instances of {self.__class__}")

    def _of_peer(self) -> Any:
        self._require_peer()
        return self._tls

    def _require_peer(self) -> None:
        if not self._has_peer:
            # Raises ENOTCONN unless a connect that did not wait has succeeded since.
            self.getpeername()

    def _is_connected(self) -> bool:
        try:
            self.getpeername()
        except OSError as error:
            if error.errno == errno.ENOTCONN:
                return False
            raise
        return True

    def _open_session(self) -> None:
        self._tls = self._settings.session_over(
            SocketCarrier(self), owner=self, is_server=self.server_side, server_name=self.server_hostname
        )
        if self._resumes is not None:
            self._tls.session = self._resumes

    def _shake_hands_if_wanted(self, *, may_wait: bool) -> None:
        if not self.do_handshake_on_connect:
            return
        if not may_wait:
            raise ValueError("do_handshake_on_connect should not be specified for non-blocking sockets")
        self.do_handshake()

    def _connect_with(self, connect: Callable[[Any], Any], addr: Any) -> Any:
        if self.server_side:
            raise ValueError("can't connect in server-side mode")
        if self._has_peer or self._tls is not None:
            raise ValueError("attempt to connect already-connected SSLSocket!")
        self._open_session()
        try:
            # `connect_ex` gives an error number where there is no connection yet.
            refusal = connect(addr)
            if not refusal:
                self._has_peer = True
                self._shake_hands_if_wanted(may_wait=True)
        except Exception:
            self._tls = None
            raise
        return refusal

    def _real_close(self) -> None:
        # What `socket` closes its descriptor with, when nobody reads a file of it any more. Its stub does not say so.
        self._tls = None
        getattr(super(), "_real_close")()  # noqa: B009


class _Encryptable:
    """A file as `socket.sendfile` reads it: without a descriptor, which the kernel would send from, in plain text."""

    def __init__(self, file: Any):
        self._file = file

    def __getattr__(self, name: str) -> Any:
        if name == "fileno":
            raise AttributeError(name)
        return getattr(self._file, name)


def check_wrappable(plain: Any, context: Any, *, is_server: bool, server_name: Any, session: Any) -> None:
    """Raises what `wrap_socket` refuses."""
    if plain.getsockopt(SOL_SOCKET, SO_TYPE) != SOCK_STREAM:
        raise NotImplementedError("only stream sockets are supported")
    for name, is_given in (("server_hostname", bool(server_name)), ("session", session is not None)):
        if is_server and is_given:
            raise ValueError(f"{name} can only be specified in client mode")
    if not server_name and context.check_hostname:
        raise ValueError("check_hostname requires server_hostname")


def _room(buffer: Any) -> int:
    with memoryview(buffer) as view:
        return view.nbytes or _USUAL_BYTES
