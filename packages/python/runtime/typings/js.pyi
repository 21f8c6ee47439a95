"""What is used here of JavaScript's globals."""

from typing import Any

WeakSet: Any
