"""The one place where a program waits.

A wait is a JavaScript promise: `run_sync` parks the whole Python stack (JSPI) until it settles, and the
worker goes on hearing messages meanwhile. Stop arrives as an interrupted wait and becomes SIGINT here.
"""

import json
import math
import signal
import sys
import time

from pyodide.ffi import run_sync, to_js

bridge = None
program_file = None


def before_waiting():
    """Shows what was printed; console.py puts its own here."""


def attach(page_bridge, file):
    """Joins this interpreter to its worker. `file` is the program's, whose lines calls are told by."""
    global bridge, program_file
    bridge, program_file = page_bridge, file


class CallError(Exception):
    """A call that failed: the protocol's error, as a dict."""

    def __init__(self, error):
        super().__init__(error["message"])
        self.error = error


def call(command, params, data=None):
    """Makes one socket call and waits for it. Gives (result, data); raises CallError."""
    before_waiting()
    line = program_line()
    params = json.dumps(params)
    sent = None if data is None else to_js(data)
    while True:
        reply = run_sync(bridge.call(command, params, sent, line))
        text = reply.json
        if reply.interrupted:
            raise_interrupt()
            # The program's handler returned: as in PEP 475, the call begins again.
            if text is None:
                continue
        reply_data = reply.data
        data = None if reply_data is None else reply_data.to_bytes()
        answer = json.loads(text)
        if "error" in answer:
            raise CallError(answer["error"])
        return answer["result"], data


def post(command, params):
    """Makes a socket call and does not wait for it: for finalizers, which may not wait."""
    if bridge is not None:
        bridge.post(command, json.dumps(params))


def sleep(seconds, /):
    """Delay execution for a given number of seconds. The argument may be a floating-point number."""
    deadline = time.monotonic() + _sleep_length(seconds)
    before_waiting()
    line = program_line()
    while True:
        remaining = deadline - time.monotonic()
        if not run_sync(bridge.sleep(max(0.0, remaining) * 1000, line)):
            raise_interrupt()
        if time.monotonic() >= deadline:
            return


def ask(prompt):
    """A line that the page answers, or None for end of file."""
    before_waiting()
    line = program_line()
    while True:
        answer = run_sync(bridge.ask(prompt, line))
        if not answer.interrupted:
            return answer.text
        raise_interrupt()


def raise_interrupt():
    """What SIGINT does: calls the program's handler, which raises KeyboardInterrupt unless it was replaced."""
    handler = signal.getsignal(signal.SIGINT)
    if handler is signal.SIG_IGN:
        return
    if not callable(handler):
        raise KeyboardInterrupt
    handler(signal.SIGINT, sys._getframe(1))


def program_line():
    """The line of the program's own file that is being executed, 0 where there is none."""
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == program_file:
            return frame.f_lineno or 0
        frame = frame.f_back
    return 0


def _sleep_length(seconds):
    if isinstance(seconds, float):
        if math.isnan(seconds):
            raise ValueError("Invalid value NaN (not a number)")
    elif not hasattr(seconds, "__index__"):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    # What fits into PyTime_t, in seconds.
    if seconds > 9_223_372_036:
        raise OverflowError("timestamp too large to convert to C PyTime_t")
    return float(seconds)


def install():
    time.sleep = sleep
