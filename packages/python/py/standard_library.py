"""Puts our `_socket` and `select` under the standard library that Pyodide has loaded already."""

import importlib
import selectors
import socket


def install():
    importlib.reload(selectors)
    importlib.reload(socket)
