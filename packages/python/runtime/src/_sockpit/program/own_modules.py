"""Modules of the program's own folder that hide standard ones."""

import os
import sys

# What python3 has imported before a program begins, or finds before it looks into any folder: built in, or frozen.
_BEFORE_THE_PROGRAM = frozenset(sys.builtin_module_names) | {
    *("__future__", "_collections_abc", "_sitebuiltins", "abc", "codecs", "encodings", "genericpath", "importlib"),
    *("io", "ntpath", "os", "posixpath", "runpy", "site", "stat", "zipimport"),
}


def hide_standard_modules(folder: str) -> None:
    """Forgets the standard modules that files in the folder hide, so that `import` finds the files as under python3."""
    own = {name.removesuffix(".py") for name in os.listdir(folder) if _is_module(os.path.join(folder, name))}
    hidden = (own & sys.stdlib_module_names) - _BEFORE_THE_PROGRAM
    for name in list(sys.modules):
        if name.partition(".")[0] in hidden:
            del sys.modules[name]


def _is_module(path: str) -> bool:
    return path.endswith(".py") or os.path.isfile(os.path.join(path, "__init__.py"))
