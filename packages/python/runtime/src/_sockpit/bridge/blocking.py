"""The one place where a program waits.

A wait is a JavaScript promise: `promises.wait_for` parks the whole Python stack (JSPI) until it settles, and the
worker goes on hearing messages meanwhile. Each thread of the program is such a stack, so that while one
waits the others run. Signals arrive as an interrupted wait of the main thread.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pyodide.ffi import can_run_sync, to_js

from _sockpit import c_calls, c_functions, settings
from _sockpit.bridge import one_line_json
from _sockpit.program import tracebacks
from _sockpit.pyodide_internals import promises

if TYPE_CHECKING:
    from worker_bridge import Bridge, Waiting

T = TypeVar("T")
Function = TypeVar("Function", bound=Callable[..., object])

# From `attach` on, which is when a program runs: see `is_attached`.
bridge = cast("Bridge", None)
program_file: str | None = None

# So many bytes go to the worker as a text, each as the character of that number: a JavaScript array costs more to make
# and to hand over.
_MAX_INLINE_BYTES = 1024

# Calls whose replies are not waited for, one behind the other; the next is waited for, and so all before it.
_MAX_UNAWAITED = 64
_unawaited = 0

# False where a wait blocks the worker, and is over when the bridge has given it: there are no other threads then.
parks_stacks = True

# Why a thread cannot start where `parks_stacks` is False.
NO_THREADS = "Python cannot switch between stacks here, without JSPI; use select, selectors or asyncio"

# What `bridge.park` resolves to where it was neither woken nor timed out.
_INTERRUPTED = 2


class LocalData:
    """What `threading.local` hangs a thread's data on: an object with a dict and weak references."""


class Stack:
    """A thread of the program: a Python stack that is parked while it waits."""

    def __init__(self, ident: int) -> None:
        self.ident = ident
        self.native_id = 0
        self.local_data = LocalData()
        # What another thread wants to be raised in this one.
        self.pending_exception: type[BaseException] | None = None


# As on Linux, where the ident is the address of the thread's pthread.
main = Stack(0x7F00_0000_0740)
running = main

# Those that have not ended, by ident.
stacks = {main.ident: main}

_tokens = itertools.count(1)

# Code of this package that calls the program's with no JavaScript in between: its stack can be parked there.
_entries: set[CodeType] = set()


def enters_program(function: Function) -> Function:
    """Marks a function of this package that calls the program's code."""
    _entries.add(function.__code__)
    return function


def before_waiting() -> None:
    """Shows what was printed; console.py puts its own here."""


def deliver_signals() -> None:
    """Calls the handlers of signals that came, in the main thread; _signal.py puts its own here."""


def thread_name(stack: Stack) -> str | None:
    """How a thread is called in the trace; _thread.py puts its own here."""


def socket_timeout(fd: int) -> float | None:
    """How long calls on a socket wait, None for ever; descriptors.py puts its own here."""


def before_call(command: str) -> None:
    """Hears of each socket call before it is made; stepping.py puts its own here."""


# True while the values of a paused program are described: their `repr` may make no call.
is_silent = False


def attach(page_bridge: Bridge, file: str) -> None:
    """Joins this interpreter to its worker. `file` is the program's, whose lines calls are told by."""
    global bridge, program_file, parks_stacks
    bridge, program_file = page_bridge, file
    parks_stacks = page_bridge.parksStacks


def is_attached() -> bool:
    """Whether a program runs."""
    return cast("Bridge | None", bridge) is not None


def may_park(frame: FrameType | None) -> bool:
    """Whether this stack can be parked at `frame`: between the program and its entry lies no other code of ours.

    Such code may be amidst a call into JavaScript, which no stack can be parked across; and what is not the
    program's at all is one of Pyodide's own callbacks.
    """
    while frame is not None:
        if tracebacks.is_ours(frame):
            return frame.f_code in _entries
        frame = frame.f_back
    return False


def can_wait():
    """Whether the program can wait here: not in a callback of JavaScript's, across which no stack can be parked."""
    return not parks_stacks or can_run_sync()


class CallError(Exception):
    """A call that failed: the protocol's error, as a dict."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["message"])
        self.error = error


def wait(waiting: Waiting[T]) -> T:
    """Parks the running thread until what `bridge` gave settles; other threads run meanwhile."""
    global running
    if not parks_stacks:
        # Without JSPI it is the value itself.
        return cast("T", waiting.promise)
    stack = running
    try:
        settled = promises.wait_for(waiting.promise)
    finally:
        running = stack
    if stack.pending_exception is not None:
        raise_pending(stack)
    return settled


def raise_pending(stack: Stack) -> None:
    """Raises what another thread wants to be raised in this one."""
    exception, stack.pending_exception = stack.pending_exception, None
    try:
        if exception is not None:
            raise exception
    finally:
        # As in `lab_calls.call`.
        del exception


def call(
    command: str, params: dict[str, Any], data: Any = None, *, or_input: bool = False
) -> tuple[dict[str, Any], Any] | None:
    """Makes one socket call and waits for it. Gives (result, data); raises CallError.

    With `or_input` it is given up as soon as a line of standard input waits to be read: None.
    """
    global _unawaited
    if is_silent:
        raise OSError("no call is made while the program stands still")
    before_call(command)
    before_waiting()
    # From the caller of `lab_calls.call`, which alone calls this.
    line, thread = program_line(3), _running_name()
    sent = None if data is None else _handed_over(data)
    deadline = _deadline(command, params) if command in settings.timed_commands else None
    asked = one_line_json.encode(params)
    while True:
        if or_input:
            reply = wait(bridge.callOrInput(command, asked, line, thread))
        else:
            reply = wait(bridge.call(command, asked, sent, line, thread))
        # All calls before it have been made.
        _unawaited = 0
        if isinstance(reply, str):
            return _result(reply)
        text = reply.text
        if reply.interrupted:
            deliver_signals()
            # The program's handler returned: as in PEP 475, the call begins again, behind the bytes that were sent.
            if text is None:
                if data is not None and reply.sentBytes:
                    data = data[reply.sentBytes :]
                    sent = _handed_over(data)
                asked = one_line_json.encode(_with_time_left(command, params, deadline))
                continue
        if reply.typed:
            return None
        assert text is not None
        result, few = _result(text)
        many = reply.data
        return result, few if many is None else many.to_bytes()


def _handed_over(data: bytes | memoryview) -> object:
    return str(data, "latin-1") if len(data) <= _MAX_INLINE_BYTES else to_js(data)


def _result(text: str) -> tuple[dict[str, Any], bytes | None]:
    """The result of a reply, and the data behind it: `BridgeReply` of lab-calls.ts."""
    answer, end = one_line_json.decode(text)
    if not answer["ok"]:
        raise CallError(answer["error"])
    return answer["result"], None if end == len(text) else text[end + 1 :].encode("latin-1")


def _deadline(command: str, params: dict[str, Any]) -> float | None:
    """When a wait ends that begins again after a signal; None for never."""
    timeout = params["timeout"] if "timeout" in params else socket_timeout(params["fd"])
    return None if timeout is None else time.monotonic() + timeout


def _with_time_left(command: str, params: dict[str, Any], deadline: float | None) -> dict[str, Any]:
    if deadline is None:
        return params
    remaining = deadline - time.monotonic()
    if remaining <= 0 and settings.timed_commands[command] == "fails":
        raise CallError({"kind": "timeout", "message": "timed out"})
    return {**params, "timeout": max(0.0, remaining)}


def post(command: str, params: dict[str, Any], data: Any = None) -> None:
    """Makes a socket call and does not wait for it: for finalizers, which may not wait."""
    if is_attached():
        bridge.post(command, json.dumps(params), None if data is None else to_js(data), 0, None)


def make_unawaited(command: str, params: dict[str, Any]) -> None:
    """Makes a socket call that cannot fail and gives nothing: the program goes on at once.

    The lab makes it before those that follow. Raises CallError where the lab is lost and it is waited for.
    """
    global _unawaited
    if _unawaited >= _MAX_UNAWAITED or is_silent:
        call(command, params)
        return
    _unawaited += 1
    before_call(command)
    before_waiting()
    bridge.post(command, one_line_json.encode(params), None, program_line(3), _running_name())


def find_socket(path: str) -> dict[str, Any] | None:
    """What the lab knows of a Unix socket's path: a dict of `inode` and `modifiedMs`, or None."""
    if not is_attached() or not can_wait():
        return None
    found = wait(bridge.findSocket(path))
    return None if found is None else json.loads(found)


def sleep(seconds: float, /) -> None:
    """Delay execution for a given number of seconds. The argument may be a floating-point number."""
    length = c_calls.seconds(seconds)
    if length < 0:
        raise ValueError("sleep length must be non-negative")
    deadline = time.monotonic() + length
    before_waiting()
    line, thread = program_line(), _running_name()
    while True:
        remaining = deadline - time.monotonic()
        if not wait(bridge.sleep(max(0.0, remaining) * 1000, line, thread)):
            deliver_signals()
        if time.monotonic() >= deadline:
            return


def ask(prompt: str, *, secret: bool = False) -> str | None:
    """A line that the page answers, or None for end of file. `secret`: nobody is to see it."""
    before_waiting()
    line, thread = program_line(), _running_name()
    while True:
        answer = wait(bridge.ask(prompt, line, thread, secret))
        if not answer.interrupted:
            return answer.text
        deliver_signals()


class Place:
    """Where one thread waits for another to wake it, once."""

    __slots__ = ("is_woken", "token")

    def __init__(self) -> None:
        self.token = next(_tokens)
        self.is_woken = False

    def wake(self) -> None:
        self.is_woken = True
        bridge.unpark(self.token)


def park(place: Place, deadline: float | None) -> bool:
    """Waits to be woken: True. False when `deadline` (of `time.monotonic`; None: never) has passed.

    Raises what the handler of a signal raises; the place may have been woken all the same.
    """
    before_waiting()
    line, thread = program_line(), _running_name()
    while not place.is_woken:
        remaining_ms = -1
        if deadline is not None:
            remaining_ms = (deadline - time.monotonic()) * 1000
            if remaining_ms <= 0:
                return False
        if wait(bridge.park(place.token, remaining_ms, line, thread)) == _INTERRUPTED:
            deliver_signals()
    deliver_pending()
    return True


def deliver_pending() -> None:
    """Calls the handlers of signals that came while other threads ran, where this is the main thread."""
    if running is main:
        deliver_signals()


def pause() -> None:
    """Waits for the next signal whose handler returns."""
    before_waiting()
    # No handler runs before the wait is interrupted: signals that came earlier interrupt it at once.
    wait(bridge.park(Place().token, -1, program_line(), _running_name()))
    deliver_signals()


def yield_turn() -> None:
    """Lets the other threads and the worker's messages have a turn, if this stack can be parked."""
    if can_wait():
        wait(bridge.yieldTurn())


def die(status: int) -> None:
    """Ends the program here and now, as a signal does that nobody handles."""
    before_waiting()
    wait(bridge.die(status))


def program_line(depth: int = 1) -> int:
    """The line of the program's own file that is being executed, 0 where there is none.

    `depth`: the nearest caller that may be the program's. A frame that is not looked at need not be made.
    """
    frame = tracebacks.frame_at(depth)
    while frame is not None:
        if frame.f_code.co_filename == program_file:
            return frame.f_lineno or 0
        frame = frame.f_back
    return 0


def _running_name() -> str | None:
    return None if running is main else thread_name(running)


def install() -> None:
    c_functions.put(time, "sleep", sleep)
