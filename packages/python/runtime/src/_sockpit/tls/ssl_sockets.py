"""`ssl.SSLSocket`. Imported when `socket` stands on our `_socket`, whose class it takes."""

from errno import ENOTCONN
from socket import SO_TYPE, SOCK_STREAM, SOL_SOCKET, socket
from typing import Any

from _sockpit.tls import constants
from _sockpit.tls.failures import SSLError
from _sockpit.tls.ssl_contexts import SSLContext
from _sockpit.tls.ssl_objects import Described, SSLObject


class SSLSocket(Described, socket):
    """A socket whose bytes are encrypted. `SSLContext.wrap_socket` makes instances."""

    server_side: bool
    server_hostname: str | None
    do_handshake_on_connect: bool
    suppress_ragged_eofs: bool
    _session: Any
    _closed: bool
    # What `socket` has of its own, and its stub does not say.
    _sendfile_use_send: Any

    def __init__(self, *args: Any, **kwargs: Any):
        raise TypeError(
            f"{self.__class__.__name__} does not have a public constructor. "
            f"Instances are returned by SSLContext.wrap_socket()."
        )

    @classmethod
    def _create(
        cls,
        sock: Any,
        server_side: bool = False,
        do_handshake_on_connect: bool = True,
        suppress_ragged_eofs: bool = True,
        server_hostname: Any = None,
        context: Any = None,
        session: Any = None,
    ) -> "SSLSocket":
        if sock.getsockopt(SOL_SOCKET, SO_TYPE) != SOCK_STREAM:
            raise NotImplementedError("only stream sockets are supported")
        if server_side:
            if server_hostname:
                raise ValueError("server_hostname can only be specified in client mode")
            if session is not None:
                raise ValueError("session can only be specified in client mode")
        if context.check_hostname and not server_hostname:
            raise ValueError("check_hostname requires server_hostname")

        timeout = sock.gettimeout()
        given = {"family": sock.family, "type": sock.type, "proto": sock.proto, "fileno": sock.fileno()}
        self = cls.__new__(cls, **given)
        socket.__init__(self, **given)
        sock.detach()
        try:
            self._context = context
            self._session = session
            self._closed = False
            self._sslobj = None
            self.server_side = server_side
            self.server_hostname = context._encode_hostname(server_hostname)
            self.do_handshake_on_connect = do_handshake_on_connect
            self.suppress_ragged_eofs = suppress_ragged_eofs
            self._connected = self._is_connected()
            self.settimeout(timeout)
            if self._connected:
                self._begin(server_side)
                if do_handshake_on_connect:
                    if timeout == 0.0:
                        raise ValueError("do_handshake_on_connect should not be specified for non-blocking sockets")
                    self.do_handshake()
        except BaseException:
            try:
                self.close()
            except OSError:
                pass
            raise
        return self

    def _is_connected(self) -> Any:
        try:
            self.getpeername()
        except OSError as error:
            if error.errno != ENOTCONN:
                raise
            return False
        return True

    def _begin(self, server_side: bool) -> None:
        self._sslobj = self._context._wrap_socket(
            self, server_side, self.server_hostname, owner=self, session=self._session
        )

    def _check_connected(self) -> Any:
        if not self._connected:
            # Says ENOTCONN where it is true: a connect that did not wait may have succeeded since.
            self.getpeername()

    @property
    def context(self) -> Any:
        """The SSLContext that is currently in use."""
        return self._context

    @context.setter
    def context(self, ctx: Any) -> None:
        self._context = ctx
        self._sslobj.context = ctx

    @property
    def session(self) -> Any:
        return None if self._sslobj is None else self._sslobj.session

    def dup(self) -> Any:
        raise NotImplementedError(f"Can't dup() {self.__class__.__name__} instances")

    def _refuse_flags(self, flags: int, method: str) -> None:
        if flags != 0:
            raise ValueError(f"non-zero flags not allowed in calls to {method}() on {self.__class__}")

    def read(self, len: int = 1024, buffer: Any = None) -> Any:
        """Read up to LEN bytes and return them. Return zero-length string on EOF."""
        if self._sslobj is None:
            raise ValueError("Read on closed or unwrapped SSL socket.")
        try:
            return self._sslobj.read(len) if buffer is None else self._sslobj.read(len, buffer)
        except SSLError as error:
            if error.args[0] == constants.SSL_ERROR_EOF and self.suppress_ragged_eofs:
                return b"" if buffer is None else 0
            raise

    def write(self, data: Any) -> int:
        """Write DATA to the underlying SSL channel. Returns number of bytes of DATA actually transmitted."""
        if self._sslobj is None:
            raise ValueError("Write on closed or unwrapped SSL socket.")
        return self._sslobj.write(data)

    def getpeercert(self, binary_form: bool = False) -> Any:
        self._check_connected()
        return super().getpeercert(binary_form)

    def send(self, data: Any, flags: int = 0) -> Any:
        if self._sslobj is None:
            return super().send(data, flags)
        self._refuse_flags(flags, "send")
        return self._sslobj.write(data)

    def sendall(self, data: Any, flags: int = 0) -> Any:
        if self._sslobj is None:
            return super().sendall(data, flags)
        self._refuse_flags(flags, "sendall")
        with memoryview(data) as view, view.cast("B") as rest:
            sent = 0
            while sent < rest.nbytes:
                sent += self.send(rest[sent:])
        return None

    def sendto(self, data: Any, flags_or_addr: Any, addr: Any = None) -> Any:
        if self._sslobj is not None:
            raise ValueError(f"sendto not allowed on instances of {self.__class__}")
        return super().sendto(data, flags_or_addr) if addr is None else super().sendto(data, flags_or_addr, addr)

    def sendmsg(self, *args: Any, **kwargs: Any) -> Any:
        # It would go out in plain text.
        raise NotImplementedError(f"sendmsg not allowed on instances of {self.__class__}")

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> Any:
        """Send a file, and return the total number of bytes sent."""
        if self._sslobj is not None:
            return self._sendfile_use_send(file, offset, count)
        return super().sendfile(file, offset, count)

    def recv(self, buflen: int = 1024, flags: int = 0) -> Any:
        if self._sslobj is None:
            return super().recv(buflen, flags)
        self._refuse_flags(flags, "recv")
        return self.read(buflen)

    def recv_into(self, buffer: Any, nbytes: Any = None, flags: int = 0) -> Any:
        if nbytes is None:
            nbytes = 1024
            if buffer is not None:
                with memoryview(buffer) as view:
                    nbytes = view.nbytes or nbytes
        if self._sslobj is None:
            return super().recv_into(buffer if buffer is not None else bytearray(), nbytes, flags)
        self._refuse_flags(flags, "recv_into")
        return self.read(nbytes, buffer)

    def recvfrom(self, buflen: int = 1024, flags: int = 0) -> Any:
        if self._sslobj is not None:
            raise ValueError(f"recvfrom not allowed on instances of {self.__class__}")
        return super().recvfrom(buflen, flags)

    def recvfrom_into(self, buffer: Any, nbytes: Any = None, flags: int = 0) -> Any:
        if self._sslobj is not None:
            raise ValueError(f"recvfrom_into not allowed on instances of {self.__class__}")
        return super().recvfrom_into(buffer, nbytes, flags)

    def recvmsg(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"recvmsg not allowed on instances of {self.__class__}")

    def recvmsg_into(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"recvmsg_into not allowed on instances of {self.__class__}")

    def shutdown(self, how: int) -> None:
        self._sslobj = None
        super().shutdown(how)

    def unwrap(self) -> Any:
        if not self._sslobj:
            raise ValueError("No SSL wrapper around " + str(self))
        plain = self._sslobj.shutdown()
        self._sslobj = None
        return plain

    def verify_client_post_handshake(self) -> Any:
        if not self._sslobj:
            raise ValueError("No SSL wrapper around " + str(self))
        return self._sslobj.verify_client_post_handshake()

    def _real_close(self) -> Any:
        self._sslobj = None
        getattr(super(), "_real_close")()  # noqa: B009 - Its stub does not say that it is there.

    def do_handshake(self, block: bool = False) -> None:
        """Perform a TLS/SSL handshake."""
        self._check_connected()
        timeout = self.gettimeout()
        try:
            if timeout == 0.0 and block:
                self.settimeout(None)
            self._sslobj.do_handshake()
        finally:
            self.settimeout(timeout)

    def _real_connect(self, addr: Any, connect_ex: bool) -> Any:
        if self.server_side:
            raise ValueError("can't connect in server-side mode")
        if self._connected or self._sslobj is not None:
            raise ValueError("attempt to connect already-connected SSLSocket!")
        self._begin(False)
        try:
            result = super().connect_ex(addr) if connect_ex else super().connect(addr)
            if not result:
                self._connected = True
                if self.do_handshake_on_connect:
                    self.do_handshake()
        except (OSError, ValueError):
            self._sslobj = None
            raise
        return result

    def connect(self, addr: Any) -> Any:
        """Connects to remote ADDR, and then wraps the connection in an SSL channel."""
        self._real_connect(addr, False)

    def connect_ex(self, addr: Any) -> Any:
        """Connects to remote ADDR, and then wraps the connection in an SSL channel."""
        return self._real_connect(addr, True)

    def accept(self) -> Any:
        """Accepts a new connection from a remote client, and returns it, wrapped, and the client's address."""
        accepted, addr = super().accept()
        wrapped = self.context.wrap_socket(
            accepted,
            do_handshake_on_connect=self.do_handshake_on_connect,
            suppress_ragged_eofs=self.suppress_ragged_eofs,
            server_side=True,
        )
        return wrapped, addr


SSLContext.sslsocket_class = SSLSocket
SSLContext.sslobject_class = SSLObject
