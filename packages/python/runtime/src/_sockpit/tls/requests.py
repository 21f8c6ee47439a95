"""What is asked of the lab host's OpenSSL: the protocol's controls for TLS."""

import base64
import gc
import json
from typing import Any

from pyodide.ffi import to_js

from _sockpit.bridge import blocking


def ask(
    control: str, params: dict[str, Any], field: str | None = None, data: Any = None
) -> tuple[dict[str, Any], bytes]:
    """Sends a control and waits for its result. `data`: bytes for a field of its params. Gives result and bytes."""
    if not blocking.is_attached():
        raise OSError("TLS needs a lab: no program runs in one")
    if blocking.is_silent:
        raise OSError("no call is made while the program stands still")
    blocking.before_waiting()
    answer, given = _asked(control, params, field, data)
    if "error" in answer and answer["error"]["code"] == "over_budget":
        # Contexts and sessions that hang together in a ring are freed when it is collected.
        gc.collect()
        answer, given = _asked(control, params, field, data)
    if "error" in answer:
        raise OSError(answer["error"]["message"])
    return answer["result"], given


def _asked(control: str, params: dict[str, Any], field: str | None, data: Any) -> tuple[dict[str, Any], bytes]:
    sent = None if data is None else to_js(data)
    reply = blocking.wait(blocking.bridge.tls(control, json.dumps(params), field, sent))
    if isinstance(reply, str):
        return json.loads(reply), b""
    return json.loads(reply.json), bytes(reply.data.to_bytes())


def free(ids: dict[str, list[int]]) -> None:
    """Frees objects without waiting for it: for finalizers, which may not wait."""
    if blocking.is_attached():
        blocking.bridge.freeTls(json.dumps(ids))


def encoded(data: bytes) -> dict[str, str]:
    """Bytes inside of params."""
    return {"base64": base64.b64encode(data).decode()}


def decoded(data: dict[str, str]) -> bytes:
    """Bytes inside of a result."""
    return data["text"].encode() if "text" in data else base64.b64decode(data["base64"])
