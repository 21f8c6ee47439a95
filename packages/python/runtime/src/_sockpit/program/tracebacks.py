"""Tracebacks as CPython's: on Linux `socket`, `sleep` and `input` are C and leave no frame behind."""

import sys
from types import FrameType, TracebackType

import _sockpit
from _sockpit.pyodide_internals import traceback_walkers

# A frame of the running stack; 0 is the caller's own.
frame_at = sys._getframe  # pyright: ignore[reportPrivateUsage] - Documented, and there is no other way.


def install() -> None:
    traceback_walkers.leave_out(is_ours)


def is_ours(frame: FrameType) -> bool:
    return frame.f_code.co_filename.startswith(_sockpit.FOLDER)


def program_frame() -> FrameType | None:
    """The innermost frame of the running stack that is not ours."""
    frame: FrameType | None = frame_at(1)
    while frame is not None and is_ours(frame):
        frame = frame.f_back
    return frame


def from_program(traceback: TracebackType | None) -> TracebackType | None:
    """The traceback from the first frame on that is not ours."""
    while traceback is not None and is_ours(traceback.tb_frame):
        traceback = traceback.tb_next
    return traceback
