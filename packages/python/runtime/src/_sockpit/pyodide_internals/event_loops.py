"""CPython's own event loops for asyncio, in place of the one that Pyodide runs on the browser's."""

import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.streams
import importlib


def install() -> None:
    asyncio.run = getattr(asyncio.run, "__wrapped__", asyncio.run)
    # Looked at when they were imported, before there were Unix sockets and IPv6.
    asyncio.base_events.__dict__["_HAS_IPv6"] = True
    importlib.reload(asyncio.streams)
    asyncio.__dict__.update({name: getattr(asyncio.streams, name) for name in asyncio.streams.__all__})
    asyncio.__all__ += tuple(name for name in asyncio.streams.__all__ if name not in asyncio.__all__)
    asyncio.events._set_event_loop_policy(None)  # pyright: ignore[reportPrivateUsage] - Its public name is deprecated.
    asyncio._set_running_loop(None)
