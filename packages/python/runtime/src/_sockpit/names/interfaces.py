"""Network interfaces: the loopback, and on a wire those that the kernel has on the program's host."""

import errno
import os
from typing import Any

from _sockpit.c_calls import c_unsigned, no_arguments, one_argument

_LOOPBACK = (1, "lo")

_interfaces: list[tuple[int, str]] = [_LOOPBACK]


def attach(place: Any) -> None:
    """Takes what the lab says of the program's host: None in a lab without a wire."""
    found = [] if place is None else [(each["index"], each["name"]) for each in place["interfaces"]]
    _interfaces[:] = found or [_LOOPBACK]


def index_of(name: str) -> int | None:
    """The index of the interface of this name, or None."""
    return next((index for index, found in _interfaces if found == name), None)


@no_arguments
def if_nameindex() -> list[tuple[int, str]]:
    """Returns a list of network interface information (index, name) tuples."""
    return list(_interfaces)


@one_argument
def if_nametoindex(oname: Any) -> int:
    """Returns the interface index corresponding to the interface name."""
    name = os.fsencode(oname)
    if b"\0" in name:
        raise ValueError("embedded null byte")
    index = index_of(os.fsdecode(name))
    if index is None:
        raise OSError(errno.ENODEV, "No such device")
    return index


@one_argument
def if_indextoname(if_index: Any) -> str:
    """Returns the interface name corresponding to the interface index."""
    index = c_unsigned(if_index, 32, "unsigned int")
    for known, name in _interfaces:
        if known == index:
            return name
    raise OSError(errno.ENXIO, "No such device or address")
