"""Ancillary data of sendmsg(2) and recvmsg(2): tuples with bytes in Python, items by name in the protocol."""

import binascii
import errno
import posix
from typing import Any

from _sockpit import settings
from _sockpit.c_calls import INT_MAX
from _sockpit.files import descriptor_limit, descriptors
from _sockpit.sockets import constants as c
from _sockpit.sockets import passed_files

# sizeof(struct cmsghdr) and its alignment: cmsg(3).
HEADER_BYTES = 16
ALIGNMENT = 8

_INT_BYTES = 4

# Level, type and data.
Item = tuple[int, int, bytes]

# (level, type) by number → by name, with what stands in the bytes; and back.
_NAMES = {(level, number): (level_name, name, value) for name, level_name, level, number, value in settings.ancillary}
_NUMBERS = {name: (level, number, value) for name, _, level, number, value in settings.ancillary}

# How long an int is where it is received whole.
_WHOLE_BYTES = {"int": _INT_BYTES, "byte": 1}


def space(length: int):
    """CMSG_SPACE(3) of an item with data of a length."""
    return HEADER_BYTES + (length + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT


def _check_sizes(items: list[Item]) -> None:
    """What sendmsg says before it asks the kernel, and what the kernel says of more than it has memory for."""
    total = 0
    for _, _, data in items:
        if len(data) > INT_MAX - HEADER_BYTES - ALIGNMENT:
            raise OSError("ancillary data item too large")
        total += space(len(data))
        if total > INT_MAX:
            raise OSError("too much ancillary data")
    if total > settings.data_bytes or len(items) > settings.ancillary_items:
        raise OSError(errno.ENOBUFS, "No buffer space available")


class Outgoing:
    """The items of one sendmsg for the lab. Files of the program's own travel as tokens."""

    def __init__(self, items: list[Item], family: int) -> None:
        _check_sizes(items)
        self._tokens: list[str] = []
        # As in the kernel, what is no Unix socket passes no descriptors, and says nothing of them.
        is_left_out = (c.SOL_SOCKET, c.SCM_RIGHTS) if family != c.AF_UNIX else None
        try:
            self.items = [self._encoded(*item) for item in items if item[:2] != is_left_out]
        except BaseException:
            self.give_up()
            raise

    def give_up(self) -> None:
        """They were not sent."""
        passed_files.give_up(self._tokens)

    def _encoded(self, level: int, kind: int, data: bytes) -> dict[str, Any]:
        if (level, kind) not in _NAMES:
            raise OSError(errno.EOPNOTSUPP, f"{_words(level, kind)} is not supported here as ancillary data")
        level_name, name, value = _NAMES[level, kind]
        item: dict[str, Any] = {"level": level_name, "type": name}
        if name == "SCM_RIGHTS":
            return {**item, "fds": [self._passed(fd) for fd in _ints(data)]}
        if value in _WHOLE_BYTES and len(data) == _INT_BYTES:
            return {**item, "value": int.from_bytes(data, "little", signed=True)}
        return {**item, "value": {"base64": binascii.b2a_base64(data, newline=False).decode("ascii")}}

    def _passed(self, fd: int) -> int | dict[str, str]:
        if descriptors.is_of_lab(fd):
            return fd
        token = passed_files.send(fd)
        self._tokens.append(token)
        return {"token": token}


def decode(items: list[dict[str, Any]], flags: int) -> tuple[list[Item], bool]:
    """The tuples for what came, and whether a file is lost: the program closed all of it, or may open no more."""
    found: list[Item] = []
    is_cut = False
    for item in items:
        level, number, value = _NUMBERS[item["type"]]
        if item["type"] == "SCM_RIGHTS":
            fds = [_within_limit(_received(file, flags)) for file in item["fds"]]
            data = b"".join(fd.to_bytes(_INT_BYTES, "little") for fd in fds if fd is not None)
            is_cut = is_cut or None in fds
            if not data:
                continue
        else:
            data = _bytes_of(item["value"], value)
        found.append((level, number, data))
    return found, is_cut


def _received(file: dict[str, Any], flags: int) -> int | None:
    """Takes note of a descriptor that came, and gives its number."""
    if "token" in file:
        return passed_files.take(file["token"], bool(flags & c.MSG_PEEK))
    fd, what = file["fd"], file.get("file")
    if what == "pipe":
        descriptors.opened_pipe(fd, descriptors.PipeEnd(file["end"] == "read", not file["blocking"]))
    else:
        _opened(fd, file, what)
    if not flags & c.MSG_CMSG_CLOEXEC:
        descriptors.inheritable.add(fd)
    return fd


def _within_limit(fd: int | None) -> int | None:
    """As the kernel, which leaves out what is one too many."""
    if fd is None or descriptor_limit.room() >= 0:
        return fd
    if descriptors.is_of_lab(fd):
        descriptors.post_close(fd)
    else:
        posix.close(fd)
    return None


def _opened(fd: int, file: dict[str, Any], what: str | None) -> None:
    if what is None:
        kind = (getattr(c, file["family"]), getattr(c, file["type"]), file["proto"])
    else:
        kind = descriptors.EPOLL if what == "epoll" else descriptors.FOREIGN
    descriptors.opened(fd, *kind)
    if not file.get("blocking", True):
        descriptors.timeouts[fd] = 0.0


def _bytes_of(value: Any, kind: str) -> bytes:
    if isinstance(value, int):
        return value.to_bytes(_WHOLE_BYTES[kind], "little", signed=kind == "int")
    return value["text"].encode() if "text" in value else binascii.a2b_base64(value["base64"])


def _ints(data: bytes) -> list[int]:
    whole = len(data) // _INT_BYTES * _INT_BYTES
    return memoryview(data[:whole]).cast("i").tolist()


def _words(level: int, kind: int):
    prefix = {c.SOL_SOCKET: "SCM_", c.IPPROTO_IP: "IP_", c.IPPROTO_IPV6: "IPV6_"}.get(level, "?")
    known = [name for name, value in vars(c).items() if name.startswith(prefix) and value == kind]
    return known[0] if known else f"type {kind} of level {level}"
