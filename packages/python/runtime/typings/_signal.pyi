"""The C module under `signal`, as far as it is used here."""

from collections.abc import Callable
from types import FrameType

ITIMER_REAL: int
ITIMER_VIRTUAL: int
ITIMER_PROF: int
SIG_BLOCK: int
SIG_UNBLOCK: int
SIG_SETMASK: int
SIG_DFL: int
SIG_IGN: int


class ItimerError(OSError): ...


def strsignal(signalnum: int, /) -> str | None: ...
def signal(signalnum: int, handler: Callable[[int, FrameType | None], object] | int | None, /) -> object: ...
