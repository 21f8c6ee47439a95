"""The methods of `socket` that move bytes: send, recv and their relatives."""

import errno
import operator
import time
from typing import Any

from _sockpit import settings
from _sockpit.bridge.lab_calls import Reply
from _sockpit.c_calls import INT_MAX, arguments, c_size, named_arguments, readable_buffer, writable_buffer
from _sockpit.sockets import addresses, message_flags
from _sockpit.sockets.constants import SOCK_STREAM
from _sockpit.sockets.socket_state import SocketState

# One call of the lab moves `data_bytes` at most; where that is too little, it is done in pieces.


class Transfers(SocketState):
    __slots__ = ()

    @arguments(1, 2)
    def send(self, data: Any, flags: Any = 0) -> int:
        with readable_buffer(data) as view:
            return self._send_as_kernel("send", {"flags": message_flags.names(flags)}, view)

    @arguments(1, 2)
    def sendall(self, data: Any, flags: Any = 0) -> None:
        flag_names = message_flags.names(flags)
        with readable_buffer(data) as view:
            deadline = None if self._timeout is None else time.monotonic() + self._timeout
            # Once at least: an empty datagram is a datagram.
            for start in range(0, max(1, len(view)), settings.data_bytes):
                params: dict[str, Any] = {"flags": flag_names}
                if start and deadline is not None:
                    params["timeout"] = _remaining(deadline)
                self._call("sendall", params, view[start : start + settings.data_bytes])

    def sendto(self, *args: Any, **kwargs: Any) -> int:
        if kwargs:
            raise TypeError("sendto() takes no keyword arguments")
        if not 2 <= len(args) <= 3:
            raise TypeError(f"sendto() takes 2 or 3 arguments ({len(args)} given)")
        data, flags, address = (args[0], 0, args[1]) if len(args) == 2 else args
        with readable_buffer(data) as view:
            params = {"flags": message_flags.names(flags), "address": self._encode(address, "sendto")}
            if len(view) > settings.data_bytes:
                raise OSError(errno.EMSGSIZE, "Message too long")
            return self._call("sendto", params, view)[0]["bytes"]

    @arguments(1, 2)
    def recv(self, bufsize: Any, flags: Any = 0) -> bytes:
        length = _buffer_size(bufsize, "recv")
        # CPython makes no call for nothing.
        return self._receive("recv", length, flags)[1] if length else b""

    @arguments(1, 2)
    def recvfrom(self, bufsize: Any, flags: Any = 0) -> tuple[bytes, Any]:
        result, data = self._receive("recvfrom", _buffer_size(bufsize, "recvfrom"), flags)
        return data, addresses.decode(self._family, result["address"])

    @named_arguments
    def recv_into(self, buffer: Any, nbytes: Any = 0, flags: Any = 0) -> int:
        return self._receive_into("recv", buffer, nbytes, flags, "buffer too small for requested bytes")[1]

    @named_arguments
    def recvfrom_into(self, buffer: Any, nbytes: Any = 0, flags: Any = 0) -> tuple[int, Any]:
        too_small = "nbytes is greater than the length of the buffer"
        result, length = self._receive_into("recvfrom", buffer, nbytes, flags, too_small)
        return length, addresses.decode(self._family, result["address"])

    def _receive_into(
        self, command: str, buffer: Any, nbytes: Any, flags: Any, too_small: str
    ) -> tuple[dict[str, Any], int]:
        """The reply, and how many bytes there were, of which the buffer has those that fit."""
        nbytes = operator.index(nbytes)
        with _argument_to_fill(buffer, f"{command}_into") as view:
            if _buffer_size(nbytes, f"{command}_into") > len(view):
                raise ValueError(too_small)
            result, data = self._receive(command, nbytes or len(view), flags)
            view[: len(data)] = data
        return result, result.get("lengthBytes", len(data))

    def _send_as_kernel(self, command: str, params: dict[str, Any], view: memoryview) -> int:
        """One send(2): a stream takes what it has room for, and all of it where the call may wait."""
        if len(view) <= settings.data_bytes:
            return self._call(command, params, view)[0]["bytes"]
        if self._type != SOCK_STREAM:
            raise OSError(errno.EMSGSIZE, "Message too long")
        sent = 0
        while sent < len(view):
            piece = view[sent : sent + settings.data_bytes]
            try:
                taken = self._call(command, params, piece)[0]["bytes"]
            except OSError:
                # As in the kernel: what was taken counts first, the error comes with the next call.
                if sent == 0:
                    raise
                break
            sent += taken
            if taken < len(piece):
                break
            # It goes with the first byte.
            params = {name: value for name, value in params.items() if name != "ancillary"}
            if self._timeout is not None:
                params["timeout"] = 0
        return sent

    def _receive(self, command: str, bufsize: int, flags: Any) -> Reply:
        flag_names = message_flags.names(flags)
        result, data = self._receive_once(command, bufsize, flag_names)
        if bufsize > settings.data_bytes and "MSG_WAITALL" in flag_names and self._type == SOCK_STREAM:
            data = self._receive_rest(command, bufsize, flag_names, data)
            return {**result, "lengthBytes": len(data)}, data
        return result, data

    def _receive_once(self, command: str, bufsize: int, flag_names: list[str]) -> Reply:
        return self._call(command, {"bufsize": min(bufsize, INT_MAX), "flags": flag_names})

    def _receive_rest(self, command: str, bufsize: int, flag_names: list[str], data: bytes) -> bytes:
        """MSG_WAITALL beyond one call of the lab: piece by piece, until one comes short."""
        pieces, missing, wanted = [data], bufsize - len(data), settings.data_bytes
        while missing > 0 and len(pieces[-1]) == wanted and not flag_names.count("MSG_PEEK"):
            wanted = min(missing, settings.data_bytes)
            try:
                _, piece = self._receive_once(command, wanted, flag_names)
            except OSError:
                break
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)


def _remaining(deadline: float):
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise TimeoutError("timed out")
    return remaining


def _argument_to_fill(buffer: Any, caller: str):
    view = writable_buffer(buffer)
    if view is None:
        kind = type(buffer).__name__
        raise TypeError(f"{caller}() argument 1 must be read-write bytes-like object, not {kind}")
    return view


def _buffer_size(bufsize: Any, caller: str):
    number = c_size(bufsize)
    if number < 0:
        raise ValueError(f"negative buffersize in {caller}")
    return number
