"""Look-ups of names as events: they are answered here, and the lab gets a report that nobody waits for."""

import json
from types import TracebackType
from typing import Any, Self

from _sockpit import settings
from _sockpit.bridge import blocking
from _sockpit.pyodide_internals.originals import original_socket
from _sockpit.sockets import constants as c

gaierror = original_socket.gaierror
herror = original_socket.herror

_ERRORS = {value: name for name, value in vars(c).items() if name.startswith("EAI_")}


class report:
    """Reports one look-up when its block ends: a failure, or the `answers` that were set; nothing where none were.

    An address that is written as one has nothing to look up, unless it is its name that is asked for.
    """

    __slots__ = ("_asked", "answers")

    def __init__(self, function: str, name: str | None, service: str | None = None) -> None:
        self._asked = (function, name, service)
        self.answers: list[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(failure, (gaierror, herror)):
            _post(*self._asked, {"error": _described(failure)})
        elif failure is None and self.answers is not None:
            answers = list(dict.fromkeys(self.answers))[: settings.lookup_answers]
            _post(*self._asked, {"answers": [answer[: settings.lookup_answer_length] for answer in answers]})


def _described(failure: Exception) -> dict[str, Any]:
    number, message = failure.args
    name = _ERRORS[number] if isinstance(failure, gaierror) else "HOST_NOT_FOUND"
    return {"name": name, "number": number, "message": message}


def _post(function: str, name: str | None, service: str | None, outcome: dict[str, Any]) -> None:
    if not blocking.is_attached() or blocking.is_silent:
        return
    # What was printed before stands before it.
    blocking.before_waiting()
    report = {"function": function, "name": _cut(name or ""), **outcome}
    if service is not None:
        report["service"] = _cut(service)
    thread = None if blocking.running is blocking.main else blocking.thread_name(blocking.running)
    behind = blocking.bridge.reportLookup(json.dumps(report), blocking.program_line(), thread)
    # A program that does nothing but look names up waits for the lab now and then.
    if behind is not None and blocking.can_wait():
        blocking.wait(behind)


def _cut(text: str):
    return text[: settings.lookup_text_length]
