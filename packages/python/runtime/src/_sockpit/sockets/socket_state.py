"""What every method of `socket` knows of its socket, and how it makes a call."""

import errno
from typing import Any

from _sockpit.bridge.lab_calls import Reply, call
from _sockpit.names import hosts
from _sockpit.sockets import addresses


class SocketState:
    """A socket's descriptor, -1 where it is closed, and what never changes of it."""

    __slots__ = ("_family", "_fd", "_proto", "_timeout", "_type")

    _family: int
    _fd: int
    _proto: int
    _timeout: float | None
    _type: int

    def _call(self, command: str, params: dict[str, Any], data: memoryview | bytes | None = None) -> Reply:
        if self._fd < 0:
            raise OSError(errno.EBADF, "Bad file descriptor")
        return call(command, {"fd": self._fd, **params}, data)

    def _encode(self, address: object, caller: str) -> dict[str, Any]:
        """An address as the protocol has it; `caller` is named where it is none."""
        encoded: dict[str, Any] = addresses.encode(self._family, address, caller)
        if "host" in encoded:
            encoded["host"] = hosts.resolve(encoded["host"], self._family)
        return encoded
