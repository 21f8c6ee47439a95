"""Addresses as Python writes them, to and from the protocol's form: `getsockaddrarg` of socketmodule.c."""

import os
from typing import Any, cast

from _sockpit.sockets.constants import AF_INET6, AF_UNIX

BROADCAST = "255.255.255.255"

# sizeof(sun_path): unix(7).
_SUN_PATH_BYTES = 108

_MAX_FLOWINFO = 0xFFFFF


def encode(family: int, address: Any, caller: str) -> dict[str, Any]:
    """The protocol's form of a Python address. `caller` is the method's name, as messages give it."""
    if family == AF_UNIX:
        return _encode_unix(address)
    if family == AF_INET6:
        return _encode_inet6(address, caller)
    return _encode_inet(address, caller)


def decode(family: int, address: dict[str, Any] | None) -> Any:
    """A Python address from the protocol's form; None stands for a sender that the kernel did not name."""
    if family == AF_UNIX:
        return _decode_unix(address)
    if address is None:
        return None
    if family == AF_INET6:
        return (address["host"], address["port"], address.get("flowinfo", 0), address.get("scopeId", 0))
    return (address["host"], address["port"])


def _encode_inet(address: object, caller: str) -> dict[str, Any]:
    if not isinstance(address, tuple):
        raise TypeError(f"{caller}(): AF_INET address must be tuple, not {type(address).__name__}")
    parts = cast("tuple[object, ...]", address)
    if len(parts) != 2:
        raise TypeError("AF_INET address must be a pair (host, port)")
    host = _encode_host(parts[0])
    return {"host": BROADCAST if host == "<broadcast>" else host, "port": _encode_port(parts[1], caller)}


def _encode_inet6(address: object, caller: str) -> dict[str, Any]:
    if not isinstance(address, tuple):
        raise TypeError(f"{caller}(): AF_INET6 address must be tuple, not {type(address).__name__}")
    parts = cast("tuple[object, ...]", address)
    if not 2 <= len(parts) <= 4:
        raise TypeError("AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])")
    host = _encode_host(parts[0])
    if host in ("<broadcast>", BROADCAST):
        raise OSError("address family mismatched")
    port = _encode_port(parts[1], caller)
    flowinfo = _as_index(parts[2]) & 0xFFFFFFFF if len(parts) > 2 else 0
    scope_id = _as_index(parts[3]) & 0xFFFFFFFF if len(parts) > 3 else 0
    if flowinfo > _MAX_FLOWINFO:
        raise OverflowError(f"{caller}(): flowinfo must be 0-1048575.")
    encoded: dict[str, Any] = {"host": host, "port": port}
    if flowinfo:
        encoded["flowinfo"] = flowinfo
    if scope_id:
        encoded["scopeId"] = scope_id
    return encoded


def _encode_host(host: object):
    if isinstance(host, str):
        text = _ascii_host(host)
    elif isinstance(host, (bytes, bytearray)):
        text = bytes(host).decode("latin-1")
    else:
        raise TypeError(f"str, bytes or bytearray expected, not {type(host).__name__}")
    if "\0" in text:
        raise TypeError("host name must not contain null character")
    return text


def _ascii_host(host: str):
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        raise TypeError("encoding of hostname failed") from None


def _encode_port(port: object, caller: str):
    number = _as_index(port)
    if not 0 <= number <= 0xFFFF:
        raise OverflowError(f"{caller}(): port must be 0-65535.")
    return number


def _as_index(value: Any) -> int:
    if not hasattr(value, "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


def _encode_unix(address: Any) -> dict[str, Any]:
    if isinstance(address, str):
        path = os.fsencode(address)
    else:
        try:
            path = bytes(memoryview(address))
        except TypeError:
            message = f"a bytes-like object is required, not '{type(address).__name__}'"
            raise TypeError(message) from None
    if path[:1] == b"\0":
        if len(path) > _SUN_PATH_BYTES:
            raise OSError("AF_UNIX path too long")
        return {"abstract": os.fsdecode(path[1:])}
    if len(path) >= _SUN_PATH_BYTES:
        raise OSError("AF_UNIX path too long")
    return {"path": os.fsdecode(path.partition(b"\0")[0])}


def _decode_unix(address: dict[str, Any] | None):
    if address is None:
        return None
    if "abstract" in address:
        return b"\0" + os.fsencode(address["abstract"])
    return address["path"]
