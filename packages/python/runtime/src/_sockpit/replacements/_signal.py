"""`_signal` for the page: what CPython's C module gives on Linux, over the signals of signals.py.

The standard library's own `signal` stands on this one. Left out: what waits for a signal without handling
it (`sigwait` and relatives), and timers of processor time.
"""
# What is imported here is what this module gives.
# ruff: noqa: F401
# pyright: reportUnusedImport=false

import math
import operator
import typing
from collections import abc

from _sockpit import c_functions
from _sockpit.bridge import blocking
from _sockpit.linux import signals
from _sockpit.linux.signals import SIG_DFL, SIG_IGN, default_int_handler
from _sockpit.pyodide_internals.originals import original_signal

ITIMER_PROF = original_signal.ITIMER_PROF
ITIMER_REAL = original_signal.ITIMER_REAL
ITIMER_VIRTUAL = original_signal.ITIMER_VIRTUAL
SIG_BLOCK = original_signal.SIG_BLOCK
SIG_SETMASK = original_signal.SIG_SETMASK
SIG_UNBLOCK = original_signal.SIG_UNBLOCK
ItimerError = original_signal.ItimerError
strsignal = original_signal.strsignal

NSIG = 65

_NAMES = (
    "SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE "
    "SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ "
    "SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS"
).split()
globals().update({name: number for number, name in enumerate(_NAMES, start=1)})
SIGIOT, SIGCLD, SIGPOLL, SIGRTMIN, SIGRTMAX = 6, 17, 29, 34, 64


def signal(signalnum: typing.SupportsIndex, handler: typing.Any, /) -> typing.Any:
    """Set the action for the given signal. Gives the action that it had."""
    return signals.set_handler(operator.index(signalnum), handler)


def getsignal(signalnum: typing.SupportsIndex, /) -> typing.Any:
    """Return the current action for the given signal."""
    return signals.get_handler(operator.index(signalnum))


def raise_signal(signalnum: typing.SupportsIndex, /) -> None:
    """Send a signal to the executing process."""
    signals.raise_now(operator.index(signalnum))


def pthread_kill(thread_id: typing.SupportsIndex, signalnum: typing.SupportsIndex, /) -> None:
    """Send a signal to a thread. Python handles every signal in the main thread."""
    operator.index(thread_id)
    if operator.index(signalnum) != 0:
        signals.raise_now(operator.index(signalnum))


def pause() -> None:
    """Wait until a signal arrives."""
    signals.only_in_main("pause only works in main thread here")
    blocking.pause()


def alarm(seconds: typing.SupportsIndex, /) -> int:
    """Arrange for SIGALRM to arrive after the given number of seconds."""
    remaining, _ = signals.set_timer(max(0, operator.index(seconds)), 0)
    return math.ceil(remaining)


def setitimer(which: int, seconds: float, interval: float = 0.0, /) -> tuple[float, float]:
    """Set a timer that sends SIGALRM after `seconds`, and then every `interval` seconds."""
    _only_real(which)
    try:
        return signals.set_timer(seconds, interval)
    except OSError as error:
        raise ItimerError(error.errno, error.strerror) from None


def getitimer(which: int, /) -> tuple[float, float]:
    """Return the remaining seconds and the interval of a timer."""
    _only_real(which)
    return signals.get_timer()


def set_wakeup_fd(fd: typing.SupportsIndex, /, *, warn_on_full_buffer: bool = True):
    """Set the socket that gets a byte, the signal's number, when a signal arrives."""
    return signals.set_wakeup_fd(operator.index(fd), warn_on_full_buffer)


def siginterrupt(signalnum: typing.SupportsIndex, flag: object, /) -> None:
    """Change system call restart behaviour. Python restarts calls by itself."""
    signals.get_handler(operator.index(signalnum))


def pthread_sigmask(how: typing.SupportsIndex, mask: abc.Iterable[typing.SupportsIndex], /):
    """Fetch and change the signal mask."""
    return signals.change_mask(operator.index(how), map(operator.index, mask))


def sigpending():
    """Return the signals that came and are blocked."""
    return signals.held()


def valid_signals():
    """Return the signal numbers that Linux has."""
    return set(signals.VALID)


def _only_real(which: int) -> None:
    if which in (ITIMER_VIRTUAL, ITIMER_PROF):
        raise ItimerError(95, "timers of processor time are not available in the page")
    if which != ITIMER_REAL:
        raise ItimerError(22, "Invalid argument")


c_functions.take_places(globals(), original_signal)
signals.set_default_int_handler(default_int_handler)
