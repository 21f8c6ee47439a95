"""Finds modules again that a program imports anew, after it took them out of `sys.modules`.

The built-in ones in whose place ours are would block the one real thread; of others the archive is gone.
"""

import sys
from collections.abc import Iterable
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

# Of these, the standard library has files that refuse everything.
_IN_LIBRARY = ("_ssl", "ssl")


class _Finder(Loader):
    """A finder and loader of modules that are there already."""

    def __init__(self, modules: dict[str, ModuleType]) -> None:
        self._modules = modules

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        return ModuleSpec(fullname, self, origin="built-in") if fullname in self._modules else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self._modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """Nothing: it has been executed."""


class _FinderBehindTheProgram(_Finder):
    """The same, where the program's own folder has no such module."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if fullname not in self._modules or PathFinder.find_spec(fullname, sys.path[:1]) is not None:
            return None
        return super().find_spec(fullname, path, target)


def install(names: Iterable[str]) -> None:
    """Takes note of the modules of these names, as they are now."""
    modules = {name: sys.modules[name] for name in names}
    built_in = {name: module for name, module in modules.items() if name in sys.builtin_module_names}
    in_library = {name: module for name, module in modules.items() if name in _IN_LIBRARY}
    others = {name: module for name, module in modules.items() if name not in built_in | in_library}
    sys.meta_path.insert(0, _Finder(built_in))
    sys.meta_path.insert(1, _FinderBehindTheProgram(in_library))
    # A file of the program with such a name comes first.
    sys.meta_path.append(_Finder(others))
