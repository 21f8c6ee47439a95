"""`_signal` for the page: what CPython's C module gives on Linux, over the signals of signals.py.

The standard library's own `signal` stands on this one. Left out: what waits for a signal without handling
it (`sigwait` and relatives), and timers of processor time.
"""
# ruff: noqa: F401 - What is imported here is what this module gives.

import math
import operator

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


def signal(signalnum, handler, /):
    """Set the action for the given signal. Gives the action that it had."""
    return signals.set_handler(operator.index(signalnum), handler)


def getsignal(signalnum, /):
    """Return the current action for the given signal."""
    return signals.get_handler(operator.index(signalnum))


def raise_signal(signalnum, /):
    """Send a signal to the executing process."""
    signals.raise_now(operator.index(signalnum))


def pthread_kill(thread_id, signalnum, /):
    """Send a signal to a thread. Python handles every signal in the main thread."""
    operator.index(thread_id)
    if operator.index(signalnum) != 0:
        signals.raise_now(signalnum)


def pause():
    """Wait until a signal arrives."""
    signals.only_in_main("pause only works in main thread here")
    blocking.pause()


def alarm(seconds, /):
    """Arrange for SIGALRM to arrive after the given number of seconds."""
    remaining, _ = signals.set_timer(max(0, operator.index(seconds)), 0)
    return math.ceil(remaining)


def setitimer(which, seconds, interval=0.0, /):
    """Set a timer that sends SIGALRM after `seconds`, and then every `interval` seconds."""
    _only_real(which)
    try:
        return signals.set_timer(seconds, interval)
    except OSError as error:
        raise ItimerError(error.errno, error.strerror) from None


def getitimer(which, /):
    """Return the remaining seconds and the interval of a timer."""
    _only_real(which)
    return signals.get_timer()


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """Set the socket that gets a byte, the signal's number, when a signal arrives."""
    return signals.set_wakeup_fd(operator.index(fd), warn_on_full_buffer)


def siginterrupt(signalnum, flag, /):
    """Change system call restart behaviour. Python restarts calls by itself."""
    signals.get_handler(operator.index(signalnum))


def pthread_sigmask(how, mask, /):
    """Fetch and change the signal mask."""
    return signals.change_mask(operator.index(how), map(operator.index, mask))


def sigpending():
    """Return the signals that came and are blocked."""
    return signals.held()


def valid_signals():
    """Return the signal numbers that Linux has."""
    return set(signals.VALID)


def _only_real(which):
    if which in (ITIMER_VIRTUAL, ITIMER_PROF):
        raise ItimerError(95, "timers of processor time are not available in the page")
    if which != ITIMER_REAL:
        raise ItimerError(22, "Invalid argument")


c_functions.take_places(globals(), original_signal)
signals.set_default_int_handler(default_int_handler)
