"""Makes the archive of the standard library that the page serves: runs in the Pyodide of the build.

`make(imports)` returns what `standard-library.ts` writes into files. The archive is a zip whose entries are stored, not
deflated, because Brotli compresses them all together, and compiled, because compiling a module takes Python several times
as long as loading it. Its entries are put in the order in which they are needed, and cut into parts.
"""

import io
import json
import marshal
import sys
import zipfile
from importlib.util import MAGIC_NUMBER, source_hash

LIBRARY = "/lib/python314.zip"

# About 150 KB when compressed: a module that is imported brings some others that it is likely to import.
PART_BYTES = 700_000

# importlib's flags of a .pyc that is valid by the hash of its source, and need not be compared with it: PEP 552.
UNCHECKED_HASH = (0b01).to_bytes(4, "little")


def make(imports):
    """`imports`: JSON list of names of modules that are needed at the start; other names do no harm."""
    for name in json.loads(imports):
        try:
            __import__(name)
        except ImportError:
            # Ours, or Linux's.
            pass
    needed = {module.__spec__.origin for module in list(sys.modules.values()) if getattr(module, "__spec__", None)}
    with zipfile.ZipFile(LIBRARY) as library:
        files = {entry.filename: library.read(entry) for entry in library.infolist() if not entry.is_dir()}
    modules = [name for name in sorted(files) if name.endswith(".py")]
    at_start = [name for name in modules if f"{LIBRARY}/{name}" in needed]
    later = [name for name in modules if name not in at_start]

    content = io.BytesIO()
    parts = []
    with zipfile.ZipFile(content, "w") as archive:
        for name in at_start:
            put(archive, name + "c", compiled(name, files[name]))
        start_bytes = content.tell()
        cut = Parts(content, parts)
        for name in later:
            put(archive, name + "c", compiled(name, files[name]))
            cut.after_entry()
        cut.end()
        for name in sorted(files):
            put(archive, name, files[name])
            cut.after_entry()
        cut.end()
        directory_at = content.tell()
    return json.dumps({"startBytes": start_bytes, "directoryAt": directory_at, "parts": parts}), content.getvalue()


class Parts:
    """Cuts what is written into parts of about the same size, between entries."""

    def __init__(self, content, parts):
        self._content = content
        self._parts = parts
        self._began = content.tell()

    def after_entry(self):
        if self._content.tell() - self._began >= PART_BYTES:
            self.end()

    def end(self):
        if self._content.tell() > self._began:
            self._parts.append([self._began, self._content.tell()])
        self._began = self._content.tell()


def compiled(name, source):
    code = compile(source, f"{LIBRARY}/{name}", "exec", dont_inherit=True)
    return MAGIC_NUMBER + UNCHECKED_HASH + source_hash(source) + marshal.dumps(code)


def put(archive, name, content):
    # The same bytes from each build: a browser keeps what has not changed.
    archive.writestr(zipfile.ZipInfo(name), content)
