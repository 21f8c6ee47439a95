"""Tracebacks as CPython's: on Linux `socket`, `sleep` and `input` are C and leave no frame behind."""

import sys
import traceback

import _sockpit


def install():
    walk_tb, walk_positions, walk_stack = (
        traceback.walk_tb,
        traceback.__dict__["_walk_tb_with_full_positions"],
        traceback.walk_stack,
    )
    traceback.walk_tb = lambda tb: _theirs(walk_tb(tb))
    traceback.__dict__["_walk_tb_with_full_positions"] = lambda tb: _theirs(walk_positions(tb))

    def walk_their_stack(f):
        return _theirs(walk_stack(f if f is not None else sys._getframe(1)))

    traceback.walk_stack = walk_their_stack


def is_ours(frame):
    return frame.f_code.co_filename.startswith(_sockpit.FOLDER)


def from_program(traceback):
    """The traceback from the first frame on that is not ours."""
    while traceback is not None and is_ours(traceback.tb_frame):
        traceback = traceback.tb_next
    return traceback


def _theirs(entries):
    return (entry for entry in entries if not is_ours(entry[0]))
