"""Stepping: pauses a thread before a line or a socket call, and reports its current line.

sys.monitoring (PEP 669) calls back at lines. Without a breakpoint or a step under way it is off, and a line
without a breakpoint is told once only, so that a program which nobody steps runs at its own speed.
"""

from __future__ import annotations

import json
import os
import reprlib
import sys
import threading
import types
from types import CodeType, FrameType
from typing import Any

import _sockpit
from _sockpit.bridge import blocking
from _sockpit.program import tracebacks

# One that neither pdb nor a coverage or profiling tool takes.
_TOOL = 4
_LINE = sys.monitoring.events.LINE

# How a paused thread goes on. `into`: to the next line anywhere; `over`: to the next line of this function or
# its callers; `out`: to a line of a caller; `call`: to the next socket call.
_CONTINUE, _INTO, _OVER, _OUT, _CALL = "continue", "into", "over", "out", "call"

_MAX_VARIABLES = 100
_MAX_FRAMES = 50

# Where Pyodide keeps the standard library; a name in angle brackets is no file at all.
_NOT_THE_PROGRAMS = ("/lib/python", "<", _sockpit.FOLDER)

_folder = os.getcwd() + "/"

_breakpoints: dict[str, frozenset[int]] = {}
_step: _Step | None = None
_is_paused = False
_is_describing = False


class _Step:
    """What a person asked for: the next pause of one thread. `thread` is None for whichever comes first."""

    def __init__(self, mode: str, thread: int | None, depth: int) -> None:
        self.mode = mode
        self.thread = thread
        self.depth = depth

    def is_of(self, thread: int) -> bool:
        return self.thread is None or self.thread == thread


def install() -> None:
    blocking.before_call = before_call


def configure(settings_json: str) -> None:
    """`breakpoints`: lines by file; `mode`: how the program begins, `continue` or `into`."""
    settings = json.loads(settings_json)
    set_breakpoints(json.dumps(settings["breakpoints"]))
    if settings["mode"] != _CONTINUE:
        pause(settings["mode"])


def set_breakpoints(lines_json: str) -> None:
    """Replaces all breakpoints. Heard while the program waits."""
    global _breakpoints
    _breakpoints = {file: frozenset(lines) for file, lines in json.loads(lines_json).items()}
    _watch()


def pause(mode: str = _INTO) -> None:
    """Pauses at the next line that any thread comes to."""
    global _step
    _step = _Step(mode, None, 0)
    _watch()


def release() -> None:
    """Forgets every breakpoint and step: the program is being terminated."""
    global _step, _breakpoints
    _step, _breakpoints = None, {}
    _watch()


def before_call(command: str) -> None:
    """Pauses before a socket call of the program, where that was asked for."""
    if _step is None or _step.mode != _CALL or not _step.is_of(threading.get_ident()):
        return
    frame = tracebacks.frame_at(1)
    while frame is not None and not _is_of_program(frame.f_code):
        frame = frame.f_back
    if frame is not None:
        _pause_at(frame, "call", command)


def _watch() -> None:
    """Turns line events on or off, and has lines told again that were told to be quiet."""
    monitoring = sys.monitoring
    is_needed = bool(_breakpoints) or _is_paused or (_step is not None and _step.mode != _CALL)
    if monitoring.get_tool(_TOOL) is None:
        if not is_needed:
            return
        monitoring.use_tool_id(_TOOL, "sockpit")
        monitoring.register_callback(_TOOL, _LINE, _on_line)
    monitoring.set_events(_TOOL, _LINE if is_needed else 0)
    monitoring.restart_events()


def _on_line(code: CodeType, line: int) -> object:
    if not _is_of_program(code):
        return sys.monitoring.DISABLE
    if _is_describing:
        return None
    while _is_paused:
        blocking.wait(blocking.bridge.untilWentOn())
    reason = _reason(code, line, tracebacks.frame_at(1))
    if reason is not None:
        _pause_at(tracebacks.frame_at(1), reason)
    elif _step is None or _step.mode == _CALL:
        return sys.monitoring.DISABLE
    return None


def _reason(code: CodeType, line: int, frame: FrameType) -> str | None:
    if _step is not None and _step.mode != _CALL and _step.is_of(threading.get_ident()):
        depth = _depth(frame)
        if _step.mode == _INTO or depth < _step.depth or (_step.mode == _OVER and depth == _step.depth):
            return "step"
    return "breakpoint" if line in _breakpoints.get(_file(code), ()) else None


def _pause_at(frame: FrameType, reason: str, command: str | None = None) -> None:
    global _step, _is_paused
    place = json.dumps(_describe(frame, reason, command))
    _is_paused, _step = True, None
    _watch()
    blocking.before_waiting()
    try:
        mode = blocking.wait(blocking.bridge.pauseAt(place))
    finally:
        _is_paused = False
    _step = None if mode == _CONTINUE else _Step(mode, threading.get_ident(), _depth(frame))
    _watch()
    blocking.bridge.wentOn()
    # Stop lets the program go on, and interrupts it here.
    blocking.deliver_signals()


def _describe(frame: FrameType, reason: str, command: str | None) -> dict[str, Any]:
    global _is_describing
    thread = threading.current_thread()
    _is_describing = blocking.is_silent = True
    try:
        return {
            "reason": reason,
            "command": command,
            "thread": None if thread is threading.main_thread() else thread.name,
            "file": _file(frame.f_code),
            "line": frame.f_lineno,
            "frames": _frames(frame),
            "variables": _variables(frame),
        }
    finally:
        _is_describing = blocking.is_silent = False


def _frames(frame: FrameType | None) -> list[dict[str, Any]]:
    """The program's own frames, the innermost first."""
    frames: list[dict[str, Any]] = []
    while frame is not None and len(frames) < _MAX_FRAMES:
        if _is_of_program(frame.f_code):
            code = frame.f_code
            frames.append({"function": code.co_name, "file": _file(code), "line": frame.f_lineno})
        frame = frame.f_back
    return frames


def _depth(frame: FrameType | None) -> int:
    depth = 0
    while frame is not None:
        depth += _is_of_program(frame.f_code)
        frame = frame.f_back
    return depth


def _variables(frame: FrameType) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for name, value in frame.f_locals.items():
        if (name.startswith("__") and name.endswith("__")) or isinstance(value, types.ModuleType):
            continue
        if len(rows) == _MAX_VARIABLES:
            break
        rows.append({"name": name, "type": type(value).__name__, "value": _text(value)})
    return rows


def _text(value: object) -> str:
    try:
        return _short.repr(value)
    except Exception as error:
        return f"<repr raised {type(error).__name__}>"


_short = reprlib.Repr(maxlevel=4, maxtuple=20, maxlist=20, maxdict=20, maxset=20, maxstring=200, maxother=200)


def _is_of_program(code: CodeType) -> bool:
    return not code.co_filename.startswith(_NOT_THE_PROGRAMS)


def _file(code: CodeType) -> str:
    """A file as the page names it: without the working directory."""
    return code.co_filename.removeprefix(_folder)
