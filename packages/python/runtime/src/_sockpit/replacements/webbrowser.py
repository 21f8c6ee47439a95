"""`webbrowser`: the page shows a link, and the person decides whether to follow it."""

import typing
from collections import abc
from urllib.parse import urlsplit

from _sockpit.bridge import blocking

__all__ = ["Error", "get", "open", "open_new", "open_new_tab", "register"]


class Error(Exception):
    """No browser of that name."""


class BaseBrowser:
    """The page as a browser."""

    def __init__(self, name: str = "") -> None:
        self.name = self.basename = name
        self.args = ["%s"]

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        return _show(url)

    def open_new(self, url: str) -> bool:
        return self.open(url, 1)

    def open_new_tab(self, url: str) -> bool:
        return self.open(url, 2)


_registered: dict[str, tuple[abc.Callable[[], typing.Any], typing.Any]] = {}


def register(
    name: str, klass: abc.Callable[[], typing.Any], instance: typing.Any = None, *, preferred: bool = False
) -> None:
    """Register a browser connector."""
    _registered[name.lower()] = (klass, instance)


def get(using: str | None = None) -> typing.Any:
    """Return a browser launcher instance appropriate for the environment."""
    if using is None:
        return BaseBrowser("page")
    try:
        klass, instance = _registered[using.lower()]
    except KeyError:
        raise Error("could not locate runnable browser") from None
    return klass() if instance is None else instance


def open(url: str, new: int = 0, autoraise: bool = True) -> bool:
    """Display url using the default browser: as a link in the page, which the person may follow."""
    return _show(url)


def open_new(url: str) -> bool:
    """Open url in a new window of the default browser."""
    return open(url, 1)


def open_new_tab(url: str) -> bool:
    """Open url in a new page ("tab") of the default browser."""
    return open(url, 2)


def _show(url: str) -> bool:
    # Other schemes could run code in the page, or reach files of the person's computer.
    if urlsplit(url).scheme.lower() not in ("http", "https"):
        return False
    blocking.before_waiting()
    blocking.bridge.openLink(url)
    return True
