"""MSG_ flags, by number in Python and by name in the protocol."""

import errno
from collections.abc import Iterable
from typing import Any

from _sockpit import settings
from _sockpit.c_calls import int_argument
from _sockpit.sockets import constants as c

_NAMES: dict[int, str] = {getattr(c, name): name for name in settings.message_flags}
_NUMBERS = {name: number for number, name in _NAMES.items()}

# What changes nothing that a program could see, or says only how descriptors are received.
_WITHOUT_EFFECT = c.MSG_CONFIRM | c.MSG_EOR | c.MSG_CTRUNC | c.MSG_CMSG_CLOEXEC


def names(flags: Any) -> list[str]:
    """The protocol's names of a number's flags."""
    rest = int_argument(flags) & ~_WITHOUT_EFFECT
    found: list[str] = []
    if not rest:
        return found
    for bit, name in _NAMES.items():
        if rest & bit:
            found.append(name)
            rest &= ~bit
    if rest:
        raise OSError(errno.EOPNOTSUPP, f"{_words(rest)} not supported here")
    return found


def number(found: Iterable[str]) -> int:
    """The number of flags that the kernel gave by name."""
    return sum(_NUMBERS.get(name, getattr(c, name, 0)) for name in found)


def _words(bits: int) -> str:
    known = [name for name, value in vars(c).items() if name.startswith("MSG_") and value & bits]
    if not known:
        return f"Message flags {bits:#x} are"
    return f"{' and '.join(known)} {'is' if len(known) == 1 else 'are'}"
