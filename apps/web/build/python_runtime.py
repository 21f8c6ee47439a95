"""Compiles the archive of our Python package for the page: runs in the Pyodide of the build.

Compiling its modules takes half of the time in which they are imported. Without columns, which only tracebacks show and
which leave these frames out, they are a quarter smaller: PYTHONNODEBUGRANGES.
"""

import io
import marshal
import zipfile
from importlib.util import MAGIC_NUMBER, source_hash

# importlib's flags of a .pyc that is valid by the hash of its source, and need not be compared with it: PEP 552.
UNCHECKED_HASH = (0b01).to_bytes(4, "little")


def compiled(data, place):
    """The archive with compiled modules; `place` is where it will lie."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data.to_py())) as sources, zipfile.ZipFile(content, "w") as archive:
        for entry in sources.infolist():
            source = sources.read(entry)
            code = compile(source, f"{place}/{entry.filename}", "exec", dont_inherit=True)
            module = MAGIC_NUMBER + UNCHECKED_HASH + source_hash(source) + marshal.dumps(code)
            archive.writestr(zipfile.ZipInfo(entry.filename + "c"), module)
    return content.getvalue()
