"""What tells Python on which system it runs: Linux, so that the standard library takes its ways there."""

import os
import posix
import sys

from _sockpit import c_functions
from _sockpit.names import lab_hosts
from _sockpit.pyodide_internals import private_names


def uname():
    """Return an object identifying the current operating system."""
    return os.uname_result(("Linux", lab_hosts.hostname(), "6.1.0", "#1 SMP", "wasm32"))


def install() -> None:
    # The build's own settings go by the platform's name.
    os.environ["_PYTHON_SYSCONFIGDATA_NAME"] = private_names.settings_module()
    sys.platform = "linux"
    c_functions.put(os, "uname", uname)
    posix.uname = os.uname
