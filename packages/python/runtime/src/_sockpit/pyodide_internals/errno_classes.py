"""CPython's own dict from errno to class of OSError (`errnomap` in Objects/exceptions.c)."""

import gc
from typing import cast

Classes = dict[int, type[OSError]]


def find(refused: int, missing: int) -> Classes:
    """The dict itself: what is put into it is what `OSError(number)` becomes.

    `refused` and `missing` are the numbers of ECONNREFUSED and ENOENT in it.
    """
    for candidate in gc.get_objects():
        if type(candidate) is not dict:
            continue
        classes = cast("Classes", candidate)
        if classes.get(refused) is ConnectionRefusedError and classes.get(missing) is FileNotFoundError:
            return classes
    raise RuntimeError("CPython's table of OSError classes was not found")
