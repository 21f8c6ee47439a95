"""Names that asyncio looks up where no thread can start: in the loop's own turn, not in a thread of its executor."""

from __future__ import annotations

import asyncio.base_events
import socket
from typing import Any


async def _getaddrinfo(
    loop: asyncio.base_events.BaseEventLoop, host: Any, port: Any, *, family: int = 0, type: int = 0, **options: int
) -> Any:
    return socket.getaddrinfo(host, port, family, type, **options)


async def _getnameinfo(loop: asyncio.base_events.BaseEventLoop, sockaddr: Any, flags: int = 0) -> Any:
    return socket.getnameinfo(sockaddr, flags)


async def _shutdown_default_executor(loop: asyncio.base_events.BaseEventLoop, timeout: float | None = None) -> None:
    """CPython waits in a thread for those of the executor: here it has none, as each was refused."""
    private: Any = loop
    private._executor_shutdown_called = True
    if private._default_executor is not None:
        private._default_executor.shutdown(wait=False)


def install() -> None:
    loops: Any = asyncio.base_events.BaseEventLoop
    loops.getaddrinfo = _getaddrinfo
    loops.getnameinfo = _getnameinfo
    loops.shutdown_default_executor = _shutdown_default_executor
