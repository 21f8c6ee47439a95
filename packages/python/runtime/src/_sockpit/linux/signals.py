"""Signals, and the turns of threads that compute.

Pyodide asks for a signal now and then while Python computes (src/interrupts.ts answers). It always gets the
same number, `tick_signal`, whose C handler is `_tick` here: that is where signals reach the main thread
while it computes, and where a thread that never waits yields to the others. Code of this package is
passed over, so that it is never interrupted half-way.
"""

import math
import os
from collections.abc import Iterable
from opcode import opmap
from types import FrameType
from typing import Any, NoReturn, cast

from _sockpit import settings
from _sockpit.bridge import blocking
from _sockpit.program import tracebacks
from _sockpit.pyodide_internals.originals import original_signal

SIG_DFL, SIG_IGN = 0, 1
SIGINT, SIGKILL, SIGPIPE, SIGALRM, SIGSTOP = 2, 9, 13, 14, 19

# As in glibc: 32 and 33 are its own.
VALID = frozenset(range(1, 65)) - {32, 33}

# What Linux does nothing for, where no handler is set: SIGCHLD, SIGCONT, SIGURG, SIGWINCH.
_HARMLESS = frozenset({17, 18, 23, 28})

# Where a function begins and where a loop turns. Elsewhere the stack may be inside C code that holds a lock of
# its own, such as a file's, and the next thread there would be told that it enters it again.
_SWITCH_POINTS = frozenset({opmap["RESUME"], opmap["JUMP_BACKWARD"]})

# Pyodide asks at every fiftieth point where it may: in a loop perhaps always at the same ones, none of which will do.
# Numbers of further points, as good as random, move it on until it asks at one that does.
_MOST_MOVES = 16
_moves = 1

_blocked: set[int] = set()
_held: list[int] = []
_wakeup = {"fd": -1, "warn": True}


def default_int_handler(signalnum: int, frame: FrameType | None, /) -> NoReturn:
    """The default handler for SIGINT installed by Python. It raises KeyboardInterrupt."""
    raise KeyboardInterrupt


# As CPython starts: it ignores SIGPIPE and SIGXFSZ.
_handlers: dict[int, Any] = dict.fromkeys(VALID, SIG_DFL) | {SIGINT: default_int_handler, SIGPIPE: SIG_IGN, 25: SIG_IGN}


def set_default_int_handler(handler: Any) -> None:
    """The action of SIGINT at the start: the very function that the module `signal` gives."""
    _handlers[SIGINT] = handler


def get_handler(signum: int) -> Any:
    return _handlers[_checked(signum)]


def set_handler(signum: int, handler: Any) -> Any:
    """Sets what a signal does, gives what it did."""
    only_in_main("signal only works in main thread of the main interpreter")
    _checked(signum)
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError(
            "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object",
        )
    if signum in (SIGKILL, SIGSTOP):
        raise OSError(22, "Invalid argument")
    deliver()
    previous, _handlers[signum] = _handlers[signum], handler
    return previous


def raise_now(signum: int) -> None:
    """As raise(3) and kill(2) of the process itself: in the main thread the handler runs before it returns."""
    if signum not in VALID:
        raise OSError(22, "Invalid argument")
    blocking.bridge.raiseSignal(signum)
    if blocking.running is blocking.main:
        deliver()


def pipe_broke() -> None:
    """A write found that nobody reads any more: write(2)."""
    if _handlers[SIGPIPE] != SIG_IGN:
        raise_now(SIGPIPE)


def interrupt_main(signum: int) -> None:
    if not 1 <= signum <= 64:
        raise ValueError("signal number out of range")
    if _handlers.get(signum) not in (SIG_DFL, SIG_IGN):
        blocking.bridge.raiseSignal(signum)
    blocking.deliver_pending()


@blocking.enters_program
def deliver() -> None:
    """Runs the handlers of what has come. Raises what they raise; the rest then comes later."""
    while (signum := blocking.bridge.takeSignal()) != 0:
        if signum in _blocked:
            _held.append(signum)
            continue
        handler = _handlers[signum]
        if handler == SIG_IGN or (handler == SIG_DFL and signum in _HARMLESS):
            continue
        if handler == SIG_DFL:
            blocking.die(128 + signum)
        if _wakeup["fd"] >= 0:
            blocking.post("write", {"fd": _wakeup["fd"]}, bytes([signum]))
        cast("Any", handler)(signum, tracebacks.program_frame())


def set_wakeup_fd(fd: int, warn: bool) -> int:
    only_in_main("set_wakeup_fd only works in main thread of the main interpreter")
    # EBADF for what is not open.
    if fd != -1 and os.get_blocking(fd):
        raise ValueError(f"the fd {fd} must be in non-blocking mode")
    previous, _wakeup["fd"] = _wakeup["fd"], fd
    _wakeup["warn"] = warn
    return previous


def change_mask(how: int, signums: Iterable[int]) -> set[int]:
    """As pthread_sigmask(3): `how` is SIG_BLOCK 0, SIG_UNBLOCK 1 or SIG_SETMASK 2. Gives the mask before."""
    signums = {_checked(signum) for signum in signums} - {SIGKILL, SIGSTOP}
    previous = set(_blocked)
    if how == 0:
        _blocked.update(signums)
    elif how == 1:
        _blocked.difference_update(signums)
    elif how == 2:
        _blocked.clear()
        _blocked.update(signums)
    else:
        raise OSError(22, "Invalid argument")
    freed = [signum for signum in _held if signum not in _blocked]
    _held[:] = [signum for signum in _held if signum in _blocked]
    for signum in freed:
        raise_now(signum)
    return previous


def held() -> set[int]:
    """Signals that came and are blocked."""
    return set(_held)


def set_timer(seconds: float, interval: float) -> tuple[float, float]:
    """Arms ITIMER_REAL, in seconds; gives (remaining, interval) of what was armed before."""
    remaining, previous = get_timer()
    blocking.bridge.setAlarm(_timer_ms(seconds), _timer_ms(interval))
    return remaining, previous


def get_timer() -> tuple[float, float]:
    alarm = blocking.bridge.getAlarm()
    return alarm.remainingMs / 1000, alarm.intervalMs / 1000


def only_in_main(message: str) -> None:
    if blocking.running is not blocking.main:
        raise ValueError(message)


def _timer_ms(seconds: float) -> float:
    if isinstance(seconds, float) and math.isnan(seconds):
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise OSError(22, "Invalid argument")
    return float(seconds) * 1000


def _checked(signum: int) -> int:
    if signum not in VALID:
        raise ValueError("signal number out of range")
    return signum


def _tick(signum: int, frame: FrameType | None) -> None:
    if not blocking.is_attached():
        return
    if frame is None or tracebacks.is_ours(frame) or not blocking.may_park(frame):
        _move_on()
        blocking.bridge.tickCame()
        return
    blocking.bridge.tickCame()
    if blocking.running is blocking.main:
        deliver()
    if not blocking.bridge.isTurnOver():
        return
    if frame.f_code.co_code[frame.f_lasti] not in _SWITCH_POINTS:
        _move_on()
    else:
        blocking.yield_turn()
        if blocking.running is blocking.main:
            deliver()


def _move_on() -> None:
    global _moves
    _moves = (_moves * 1103515245 + 12345) % 2**31
    # The low bits of such a row come round soon.
    for _ in range((_moves >> 16) % _MOST_MOVES):
        pass


def install() -> None:
    blocking.deliver_signals = deliver
    original_signal.signal(settings.tick_signal, _tick)
    # From now on only ticks come through C.
    original_signal.signal(SIGINT, original_signal.SIG_IGN)
