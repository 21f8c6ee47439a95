"""The functions of `traceback` that walk over frames, one of which has a name of its own library's."""

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from types import FrameType, TracebackType
from typing import Any

Entry = tuple[FrameType, Any]


def leave_out(is_hidden: Callable[[FrameType], bool]) -> None:
    """From now on no traceback shows a frame that is hidden."""
    walk_tb, walk_stack = traceback.walk_tb, traceback.walk_stack
    walk_positions = traceback.__dict__["_walk_tb_with_full_positions"]

    def shown(entries: Iterable[Entry]) -> Iterator[Entry]:
        return (entry for entry in entries if not is_hidden(entry[0]))

    def walk_shown_stack(f: FrameType | None) -> Iterator[Entry]:
        frame = sys._getframe(1) if f is None else f  # pyright: ignore[reportPrivateUsage] - There is no other way.
        return shown(walk_stack(frame))

    def walk_shown_positions(tb: TracebackType | None) -> Iterator[Entry]:
        return shown(walk_positions(tb))

    traceback.walk_tb = lambda tb: shown(walk_tb(tb))
    traceback.walk_stack = walk_shown_stack
    traceback.__dict__["_walk_tb_with_full_positions"] = walk_shown_positions
