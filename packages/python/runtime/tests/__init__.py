"""Tests of what needs no page, under a machine's own python3: values and errors beside those of the real `socket`.

`python3 -m unittest` in this folder's parent runs them; `python3 -m tests FILE` writes what came of them as JSON, too.
"""

import sys
from pathlib import Path

_here = Path(__file__).parent
# The package, and a `pyodide` that can be imported and does nothing.
sys.path[:0] = [str(_here.parent / "src"), str(_here / "stand_in")]
