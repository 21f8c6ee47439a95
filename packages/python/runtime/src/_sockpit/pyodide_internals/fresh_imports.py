"""Finds modules again that a program imports anew, after it took them out of `sys.modules`.

The built-in ones in whose place ours are would block the one real thread; of others the archive is gone.
"""

import sys
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Finder(Loader):
    """A finder and loader of modules that are there already."""

    def __init__(self, modules: dict[str, ModuleType]):
        self._modules = modules

    def find_spec(self, fullname, path=None, target=None):
        return ModuleSpec(fullname, self, origin="built-in") if fullname in self._modules else None

    def create_module(self, spec):
        return self._modules[spec.name]

    def exec_module(self, module):
        """Nothing: it has been executed."""


def install(names):
    """Takes note of the modules of these names, as they are now."""
    modules = {name: sys.modules[name] for name in names}
    built_in = {name: module for name, module in modules.items() if name in sys.builtin_module_names}
    others = {name: module for name, module in modules.items() if name not in built_in}
    sys.meta_path.insert(0, _Finder(built_in))
    # A file of the program with such a name comes first.
    sys.meta_path.append(_Finder(others))
