"""Modules that take the names of the interpreter's own in the page, loaded here beside those."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

_FOLDER = Path(__file__).parents[1] / "src" / "_sockpit" / "replacements"


def load(name: str) -> ModuleType:
    """The module that a program in the page gets by `import name`."""
    ours = f"_sockpit_replacing.{name}"
    spec = importlib.util.spec_from_file_location(ours, _FOLDER / f"{name}.py")
    sys.modules[ours] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
