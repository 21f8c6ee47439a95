"""CPython's own event loops for asyncio, in place of the one that Pyodide runs on the browser's."""

import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.streams
import functools
import importlib
import sys

from _sockpit.program import tracebacks

from pyodide.webloop import WebLoop


def install():
    browser_loop = asyncio.get_event_loop()
    if not isinstance(browser_loop, WebLoop):
        raise RuntimeError("Pyodide's event loop was not found")
    asyncio.run = getattr(asyncio.run, "__wrapped__", asyncio.run)
    # Looked at when they were imported, before there were Unix sockets and IPv6.
    asyncio.base_events._HAS_IPv6 = True
    importlib.reload(asyncio.streams)
    vars(asyncio).update({name: getattr(asyncio.streams, name) for name in asyncio.streams.__all__})
    asyncio.__all__ += tuple(name for name in asyncio.streams.__all__ if name not in asyncio.__all__)
    asyncio.events._set_event_loop_policy(None)
    asyncio._set_running_loop(None)
    original = asyncio.get_event_loop

    @functools.wraps(original)
    def get_event_loop():
        # Pyodide's C code asks when it hands out a promise, which only this package's code waits for.
        if tracebacks.is_ours(sys._getframe(1)):
            return browser_loop
        return original()

    asyncio.get_event_loop = get_event_loop
