"""Modules of the program's own folder: those that hide standard ones, and those that wheels bring."""

import os
import sys
import zipfile

# Where wheels are unpacked: behind the standard library, as site-packages.
SITE_PACKAGES = "/usr/local/lib/python3.14/site-packages"

# What python3 has imported before a program begins, or finds before it looks into any folder: built in, or frozen.
_BEFORE_THE_PROGRAM = frozenset(sys.builtin_module_names) | {
    *("__future__", "_collections_abc", "_sitebuiltins", "abc", "codecs", "encodings", "genericpath", "importlib"),
    *("io", "ntpath", "os", "posixpath", "runpy", "site", "stat", "zipimport"),
}


def hide_standard_modules(folder):
    """Forgets the standard modules that files in the folder hide, so that `import` finds the files as under python3."""
    own = {name.removesuffix(".py") for name in os.listdir(folder) if _is_module(os.path.join(folder, name))}
    hidden = (own & sys.stdlib_module_names) - _BEFORE_THE_PROGRAM
    for name in list(sys.modules):
        if name.partition(".")[0] in hidden:
            del sys.modules[name]


def unpack_wheels(folder):
    """Unpacks the pure Python wheels that lie in the folder, so that programs can import what is in them."""
    names = [name for name in sorted(os.listdir(folder)) if name.endswith("-none-any.whl")]
    for name in names:
        try:
            with zipfile.ZipFile(os.path.join(folder, name)) as wheel:
                wheel.extractall(SITE_PACKAGES)
        except (zipfile.BadZipFile, OSError) as error:
            print(f"{name} cannot be unpacked: {error}", file=sys.stderr)
    if names and SITE_PACKAGES not in sys.path:
        sys.path.append(SITE_PACKAGES)


def _is_module(path):
    return path.endswith(".py") or os.path.isfile(os.path.join(path, "__init__.py"))
