"""setsockopt(2) and getsockopt(2): numbers in Python, names in the protocol."""

import binascii
import errno
import operator
from typing import Any, NoReturn, cast

from _sockpit import settings
from _sockpit.c_calls import arguments, int_argument, readable_buffer, wrong_count
from _sockpit.sockets import constants as c
from _sockpit.sockets.socket_state import SocketState

# (level, option) by number → by name.
_NAMES = {(level_number, number): (level, name) for name, level, level_number, number in settings.socket_options}

# The levels, and how their options are called.
_LEVELS = {
    c.SOL_SOCKET: ("SOL_SOCKET", "SO_"),
    c.IPPROTO_IP: ("IPPROTO_IP", "IP_"),
    c.IPPROTO_TCP: ("IPPROTO_TCP", "TCP_"),
    c.IPPROTO_IPV6: ("IPPROTO_IPV6", "IPV6_"),
}

_MAX_BUFLEN = 1024
_INT_BYTES = 4


class Options(SocketState):
    __slots__ = ()

    def setsockopt(self, *args: Any, **kwargs: Any) -> None:
        if kwargs:
            raise TypeError("setsockopt() takes no keyword arguments")
        if len(args) == 4 and args[2] is None and hasattr(args[3], "__index__"):
            return self._set_nothing(int_argument(args[0]), int_argument(args[1]), int_argument(args[3]))
        if len(args) != 3:
            raise TypeError(f"setsockopt() {wrong_count(3, 3, len(args))}")
        level, option, value = int_argument(args[0]), int_argument(args[1]), cast("Any", args[2])
        if hasattr(value, "__index__"):
            number = operator.index(value)
            if -0x80000000 <= number <= 0x7FFFFFFF:
                return self._set_option(level, option, number)
        with readable_buffer(value) as view:
            return self._set_option(level, option, view.tobytes())

    @arguments(2, 3)
    def getsockopt(self, level: int, option: int, buflen: int = 0) -> Any:
        level, option, buflen = int_argument(level), int_argument(option), int_argument(buflen)
        if not 0 <= buflen <= _MAX_BUFLEN:
            raise OSError("getsockopt buflen out of range")
        params = _named(level, option)
        if buflen == 0:
            return self._call("getsockopt", params)[0]["value"]
        return self._call("getsockopt", {**params, "buflen": buflen})[1]

    def _set_nothing(self, level: int, option: int, optlen: int) -> NoReturn:
        """A null pointer, which no option of the table can be set from."""
        _named(level, option)
        if optlen < _INT_BYTES:
            raise OSError(errno.EINVAL, "Invalid argument")
        raise OSError(errno.EFAULT, "Bad address")

    def _set_option(self, level: int, option: int, value: int | bytes) -> None:
        params = _named(level, option)
        if isinstance(value, int):
            self._call("setsockopt", {**params, "value": value})
        else:
            self._call("setsockopt", {**params, "value": {"base64": _base64(value)}})


def _named(level: int, option: int) -> dict[str, Any]:
    names = _NAMES.get((level, option)) or _refused(level, option)
    if names is None:
        raise OSError(errno.ENOPROTOOPT, "Protocol not available")
    return {"level": names[0], "option": names[1]}


def _refused(level: int, option: int) -> tuple[str | None, str] | None:
    """An option that Python has a name for and a lab does not offer: the lab says why."""
    level_name, prefix = _LEVELS.get(level, (None, "?"))
    for name, value in vars(c).items():
        if name.startswith(prefix) and value == option:
            return level_name, name
    return None


def _base64(value: bytes):
    return binascii.b2a_base64(value, newline=False).decode("ascii")
