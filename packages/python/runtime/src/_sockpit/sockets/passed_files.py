"""Files of the program's own that sendmsg(2) passes. They live in the page, so a token travels for each.

As with the kernel, what is on its way outlives its sender's descriptor: a duplicate is kept until it arrives.
"""

import errno
import itertools
import posix

_tokens = itertools.count(1)
_on_their_way: dict[str, int] = {}


def send(fd: int) -> str:
    """The token of an open file: EBADF."""
    if fd < 0:
        raise OSError(errno.EBADF, "Bad file descriptor")
    token = f"file-{next(_tokens)}"
    _on_their_way[token] = posix.dup(fd)
    return token


def give_up(tokens: list[str]) -> None:
    for token in tokens:
        posix.close(_on_their_way.pop(token))


def take(token: str, is_peeked: bool) -> int | None:
    """A new descriptor of the file, at the same place in it; None where it has arrived before."""
    if token not in _on_their_way:
        return None
    return posix.dup(_on_their_way[token]) if is_peeked else _on_their_way.pop(token)
