"""inet_pton(3) and inet_ntop(3) with IPv6, which Pyodide's own module was built without."""

from typing import Any

from _sockpit.c_calls import arguments, int_argument, readable_buffer
from _sockpit.pyodide_internals.originals import original_socket
from _sockpit.sockets.constants import AF_INET, AF_INET6

_GROUPS = 8
_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")


@arguments(2, 2)
def inet_pton(address_family: Any, ip_string: Any) -> bytes:
    address_family = int_argument(address_family)
    if address_family == AF_INET or not isinstance(ip_string, str):
        return original_socket.inet_pton(AF_INET, ip_string)
    if address_family != AF_INET6:
        raise OSError(97, "Address family not supported by protocol")
    packed = _parse_inet6(ip_string)
    if packed is None:
        raise OSError("illegal IP address string passed to inet_pton")
    return packed


@arguments(2, 2)
def inet_ntop(address_family: Any, packed_ip: Any) -> str:
    address_family = int_argument(address_family)
    with readable_buffer(packed_ip) as view:
        packed = view.tobytes()
    if address_family == AF_INET:
        return original_socket.inet_ntop(AF_INET, packed)
    if address_family != AF_INET6:
        raise ValueError(f"unknown address family {address_family}")
    if len(packed) != 2 * _GROUPS:
        raise ValueError("invalid length of packed IP address string")
    return _format_inet6(packed)


def _parse_inet6(text: str) -> bytes | None:
    head, gap, tail = text.partition("::")
    before = _parse_groups(head, may_end_in_inet=not gap) if head else b""
    after = _parse_groups(tail, may_end_in_inet=True) if tail else b""
    if before is None or after is None:
        return None
    missing = 2 * _GROUPS - len(before) - len(after)
    # "::" stands for one group of zeros at least.
    if (missing < 2) if gap else missing != 0:
        return None
    return before + bytes(missing) + after


def _parse_groups(text: str, may_end_in_inet: bool) -> bytes | None:
    packed = b""
    groups = text.split(":")
    for index, group in enumerate(groups):
        if "." in group:
            if not may_end_in_inet or index != len(groups) - 1:
                return None
            try:
                packed += original_socket.inet_pton(AF_INET, group)
            except OSError:
                return None
        elif 1 <= len(group) <= 4 and _HEX_DIGITS.issuperset(group):
            packed += int(group, 16).to_bytes(2, "big")
        else:
            return None
    return packed


def _format_inet6(packed: bytes):
    groups = [int.from_bytes(packed[at : at + 2], "big") for at in range(0, 2 * _GROUPS, 2)]
    start, length = _longest_zeros(groups)
    # An IPv4 address in the last four bytes is written with dots, as glibc does.
    if start == 0 and (length == 6 or (length == 5 and groups[5] == 0xFFFF)):
        prefix = "::" if length == 6 else "::ffff:"
        return prefix + original_socket.inet_ntop(AF_INET, packed[12:])
    if length < 2:
        return ":".join(f"{group:x}" for group in groups)
    before = ":".join(f"{group:x}" for group in groups[:start])
    after = ":".join(f"{group:x}" for group in groups[start + length :])
    return f"{before}::{after}"


def _longest_zeros(groups: list[int]) -> tuple[int, int]:
    """Where the longest run of zeros begins, and how long it is: the first of several."""
    best_start, best_length = -1, 0
    start: int | None = None
    for index, group in enumerate([*groups, -1]):
        if group == 0:
            start = index if start is None else start
        elif start is not None:
            if index - start > best_length:
                best_start, best_length = start, index - start
            start = None
    return best_start, best_length
