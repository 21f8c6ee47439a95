"""Puts this package's modules into a fresh interpreter, each with what it changes."""

import importlib
import json
import sys
import types


def boot(modules_json, settings_json):
    """`modules`: [name, source] pairs in the order of their imports. `settings`: what the protocol fixes."""
    settings = json.loads(settings_json)
    package = _add("_sockpit", "")
    package.__path__ = []
    for name in ("_signal", "_socket", "_thread", "select"):
        original = importlib.import_module(name)
        kept = f"original_{name.removeprefix('_')}"
        sys.modules[f"_sockpit.{kept}"] = original
        setattr(package, kept, original)
    values = _add("_sockpit.settings", "")
    vars(values).update(settings["values"])
    for name, source in json.loads(modules_json):
        module = _add(name, source)
        if name == "_sockpit.linux_errno":
            module.install(settings["errnos"])
        elif hasattr(module, "install"):
            module.install()


def _add(name, source):
    module = types.ModuleType(name)
    file = "<sockpit>/" + name.removeprefix("_sockpit.") + ".py"
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)
    exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)
    return module
