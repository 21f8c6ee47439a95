"""`syslog`: messages for a system's log, of which a lab has none."""

import sys
import typing

from _sockpit import c_functions

LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG = range(8)
LOG_PID, LOG_CONS, LOG_ODELAY, LOG_NDELAY, LOG_NOWAIT, LOG_PERROR = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
(
    LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG, LOG_LPR, LOG_NEWS, LOG_UUCP, LOG_CRON,
    LOG_AUTHPRIV, LOG_FTP,
) = (number << 3 for number in range(12))  # fmt: skip
(
    LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3, LOG_LOCAL4, LOG_LOCAL5, LOG_LOCAL6, LOG_LOCAL7,
) = (number << 3 for number in range(16, 24))  # fmt: skip

_state: dict[str, typing.Any] = {"ident": None, "options": 0, "mask": 0xFF}


def openlog(ident: str | None = None, logoption: int = 0, facility: int = LOG_USER) -> None:
    """Set logging options of subsequent syslog() calls."""
    _state.update(ident=ident, options=logoption)


def syslog(*args: typing.Any) -> None:
    """syslog([priority=LOG_INFO,] message): send the string message to the system logger."""
    if not 1 <= len(args) <= 2:
        raise TypeError("syslog.syslog requires 1 to 2 arguments")
    priority, message = (LOG_INFO, args[0]) if len(args) == 1 else args
    if not isinstance(message, str):
        raise TypeError(f"syslog() argument must be str, not {type(message).__name__}")
    if _state["options"] & LOG_PERROR and _state["mask"] & LOG_MASK(priority & 7):
        name = _state["ident"] or sys.argv[0].rpartition("/")[2]
        print(f"{name}: {message}", file=sys.__stderr__)


def closelog() -> None:
    """Reset the syslog module values and call the system library closelog()."""
    _state.update(ident=None, options=0)


def setlogmask(maskpri: int, /) -> int:
    """Set the priority mask to maskpri and return the previous mask value."""
    before = _state["mask"]
    if maskpri:
        _state["mask"] = maskpri
    return before


def LOG_MASK(pri: int, /) -> int:
    """Calculates the mask for the individual priority pri."""
    return 1 << pri


def LOG_UPTO(pri: int, /) -> int:
    """Calculates the mask for all priorities up to and including pri."""
    return (1 << (pri + 1)) - 1


c_functions.take_places(globals(), sys.modules[__name__])
