"""Network interfaces: a lab has one, the loopback."""

import errno
import os
from typing import Any

from _sockpit.c_calls import c_unsigned

_NAME = "lo"
_INDEX = 1


def if_nameindex() -> list[tuple[int, str]]:
    """Returns a list of network interface information (index, name) tuples."""
    return [(_INDEX, _NAME)]


def if_nametoindex(oname: Any, /) -> int:
    """Returns the interface index corresponding to the interface name."""
    name = os.fsencode(oname)
    if b"\0" in name:
        raise ValueError("embedded null byte")
    if name != _NAME.encode():
        raise OSError(errno.ENODEV, "No such device")
    return _INDEX


def if_indextoname(if_index: Any, /) -> str:
    """Returns the interface name corresponding to the interface index."""
    if c_unsigned(if_index, 32, "unsigned int") != _INDEX:
        raise OSError(errno.ENXIO, "No such device or address")
    return _NAME
