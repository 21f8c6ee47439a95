"""sendmsg(2) and recvmsg(2): several buffers, ancillary data, flags."""

from collections.abc import Iterator
from typing import Any, cast

from _sockpit.bridge.lab_calls import Reply
from _sockpit.c_calls import INT_MAX, arguments, c_size, int_argument, readable_buffer, writable_buffer
from _sockpit.sockets import addresses, ancillary, message_flags
from _sockpit.sockets.ancillary import ALIGNMENT, HEADER_BYTES
from _sockpit.sockets.constants import MSG_CMSG_CLOEXEC, MSG_CTRUNC
from _sockpit.sockets.transfers import Transfers


@arguments(1, 1)
def CMSG_LEN(length: Any):
    """Total length, without padding, of an ancillary data item with data of the given length."""
    return HEADER_BYTES + _item_length(length, "CMSG_LEN", HEADER_BYTES)


@arguments(1, 1)
def CMSG_SPACE(length: Any):
    """Buffer size that recvmsg() needs for an ancillary data item with data of the given length."""
    return ancillary.space(_item_length(length, "CMSG_SPACE", HEADER_BYTES + ALIGNMENT))


class Messages(Transfers):
    __slots__ = ()

    @arguments(1, 4)
    def sendmsg(self, buffers: Any, ancdata: Any = (), flags: int = 0, address: Any = None) -> int:
        flags = int_argument(flags)
        params: dict[str, object] = {} if address is None else {"address": self._encode(address, "sendmsg")}
        data = b"".join(_joined(_iterable(buffers, "sendmsg() argument 1 must be an iterable")))
        items = [_ancillary_item(item) for item in _iterable(ancdata, "sendmsg() argument 2 must be an iterable")]
        params["flags"] = message_flags.names(flags)
        outgoing = ancillary.Outgoing(items, self._family)
        if outgoing.items:
            params["ancillary"] = outgoing.items
        try:
            with memoryview(data) as view:
                return self._send_as_kernel("sendmsg", params, view)
        except BaseException:
            outgoing.give_up()
            raise

    @arguments(1, 3)
    def recvmsg(self, bufsize: int, ancbufsize: int = 0, flags: int = 0) -> tuple[Any, ...]:
        bufsize, ancbufsize, flags = c_size(bufsize), c_size(ancbufsize), int_argument(flags)
        if bufsize < 0:
            raise ValueError("negative buffer size in recvmsg()")
        result, data = self._receive_message(bufsize, ancbufsize, flags)
        return data, *self._beside_data(result, flags)

    @arguments(1, 3)
    def recvmsg_into(self, buffers: Any, ancbufsize: int = 0, flags: int = 0) -> tuple[Any, ...]:
        buffers = _iterable(buffers, "recvmsg_into() argument 1 must be an iterable")
        views = [_to_fill(buffer) for buffer in buffers]
        flags = int_argument(flags)
        result, data = self._receive_message(sum(map(len, views)), c_size(ancbufsize), flags)
        rest = data
        for view in views:
            piece, rest = rest[: len(view)], rest[len(view) :]
            view[: len(piece)] = piece
            view.release()
        return result.get("lengthBytes", len(data)), *self._beside_data(result, flags)

    def _receive_message(self, bufsize: int, ancbufsize: int, flags: int) -> Reply:
        if not 0 <= ancbufsize <= INT_MAX:
            raise ValueError("invalid ancillary data buffer length")
        params = {"bufsize": min(bufsize, INT_MAX), "ancbufsize": ancbufsize, "flags": message_flags.names(flags)}
        return self._call("recvmsg", params)

    def _beside_data(self, result: dict[str, Any], flags: int) -> tuple[Any, ...]:
        """Ancillary data, flags and sender of a message."""
        items, is_cut = ancillary.decode(result["ancillary"], flags)
        said = message_flags.number(result["flags"]) | flags & MSG_CMSG_CLOEXEC | (MSG_CTRUNC if is_cut else 0)
        return items, said, addresses.decode(self._family, result["address"])


def _joined(buffers: list[Any]) -> Iterator[bytes]:
    for buffer in buffers:
        with readable_buffer(buffer) as view:
            yield view.tobytes()


def _iterable(value: Any, message: str) -> list[Any]:
    try:
        return list(value)
    except TypeError:
        raise TypeError(message) from None


def _to_fill(buffer: Any):
    view = writable_buffer(buffer)
    if view is None:
        message = "recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers"
        raise TypeError(message)
    return view


def _ancillary_item(item: Any) -> ancillary.Item:
    what = "[sendmsg() ancillary data items]() argument must be"
    if not isinstance(item, tuple):
        raise TypeError(f"{what} 3-item tuple, not {type(item).__name__}")
    parts = cast("tuple[Any, ...]", item)
    if len(parts) != 3:
        raise TypeError(f"{what} tuple of length 3, not {len(parts)}")
    level, kind, data = parts
    with readable_buffer(data) as view:
        return int_argument(level), int_argument(kind), view.tobytes()


def _item_length(length: Any, caller: str, overhead: int):
    number = c_size(length)
    if not 0 <= number <= INT_MAX - overhead:
        raise OverflowError(f"{caller}() argument out of range")
    return number
