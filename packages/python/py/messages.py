"""sendmsg(2) and recvmsg(2) with plain buffers. Ancillary data is not offered: a lab passes no descriptors."""

import errno

from _sockpit import addresses, message_flags
from _sockpit.c_calls import INT_MAX, arguments, c_int, c_size, int_argument, readable_buffer, writable_buffer

# sizeof(struct cmsghdr) and its alignment: cmsg(3).
_HEADER_BYTES = 16
_ALIGNMENT = 8

_REFUSAL = "ancillary data is not supported here: a lab passes no file descriptors"


def CMSG_LEN(length, /):
    """Total length, without padding, of an ancillary data item with data of the given length."""
    return _HEADER_BYTES + _item_length(length, "CMSG_LEN", _HEADER_BYTES)


def CMSG_SPACE(length, /):
    """Buffer size that recvmsg() needs for an ancillary data item with data of the given length."""
    length = _item_length(length, "CMSG_SPACE", _HEADER_BYTES + _ALIGNMENT)
    return _HEADER_BYTES + (length + _ALIGNMENT - 1) // _ALIGNMENT * _ALIGNMENT


class Messages:
    __slots__ = ()

    @arguments(1, 4)
    def sendmsg(self, buffers, ancdata=(), flags=0, address=None):
        data = b"".join(_joined(_iterable(buffers, "sendmsg() argument 1 must be an iterable")))
        items = [_ancillary_item(item) for item in _iterable(ancdata, "sendmsg() argument 2 must be an iterable")]
        params = {"flags": message_flags.names(flags)}
        if address is not None:
            params["address"] = self._encode(address, "sendmsg")
        if items:
            raise OSError(errno.EOPNOTSUPP, _REFUSAL)
        with memoryview(data) as view:
            return self._send_as_kernel("sendmsg", params, view)

    @arguments(1, 3)
    def recvmsg(self, bufsize, ancbufsize=0, flags=0):
        bufsize, ancbufsize, flags = c_size(bufsize), c_size(ancbufsize), int_argument(flags)
        if bufsize < 0:
            raise ValueError("negative buffer size in recvmsg()")
        result, data = self._receive_message(bufsize, ancbufsize, flags)
        return data, [], message_flags.number(result["flags"]), self._sender(result)

    @arguments(1, 3)
    def recvmsg_into(self, buffers, ancbufsize=0, flags=0):
        buffers = _iterable(buffers, "recvmsg_into() argument 1 must be an iterable")
        views = [_to_fill(buffer) for buffer in buffers]
        result, data = self._receive_message(sum(map(len, views)), c_size(ancbufsize), flags)
        rest = data
        for view in views:
            piece, rest = rest[: len(view)], rest[len(view) :]
            view[: len(piece)] = piece
            view.release()
        length = result.get("lengthBytes", len(data))
        return length, [], message_flags.number(result["flags"]), self._sender(result)

    def _receive_message(self, bufsize, ancbufsize, flags):
        if not 0 <= ancbufsize <= INT_MAX:
            raise ValueError("invalid ancillary data buffer length")
        params = {"bufsize": min(bufsize, INT_MAX), "flags": message_flags.names(flags)}
        return self._call("recvmsg", params)

    def _sender(self, result):
        return addresses.decode(self._family, result["address"])


def _joined(buffers):
    for buffer in buffers:
        with readable_buffer(buffer) as view:
            yield view.tobytes()


def _iterable(value, message):
    try:
        return list(value)
    except TypeError:
        raise TypeError(message) from None


def _to_fill(buffer):
    view = writable_buffer(buffer)
    if view is None:
        message = "recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers"
        raise TypeError(message)
    return view


def _ancillary_item(item):
    what = "[sendmsg() ancillary data items]() argument must be"
    if not isinstance(item, tuple):
        raise TypeError(f"{what} 3-item tuple, not {type(item).__name__}")
    if len(item) != 3:
        raise TypeError(f"{what} tuple of length 3, not {len(item)}")
    level, kind, data = item
    with readable_buffer(data) as view:
        return c_int(level), c_int(kind), view.tobytes()


def _item_length(length, caller, overhead):
    number = c_size(length)
    if not 0 <= number <= INT_MAX - overhead:
        raise OverflowError(f"{caller}() argument out of range")
    return number
