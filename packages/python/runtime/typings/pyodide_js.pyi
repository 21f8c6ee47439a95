"""What is used here of Pyodide's JavaScript interface: https://pyodide.org/en/stable/usage/api/js-api.html."""

from typing import Any

FS: Any
