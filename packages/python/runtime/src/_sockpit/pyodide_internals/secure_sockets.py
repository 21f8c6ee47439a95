"""Our `ssl` in the place of Pyodide's, which asyncio has imported already."""

import asyncio.sslproto
import importlib
from collections.abc import Callable


def install(take_over: Callable[[], None]) -> None:
    take_over()
    # It has taken the classes of exceptions, which are new ones.
    importlib.reload(asyncio.sslproto)
