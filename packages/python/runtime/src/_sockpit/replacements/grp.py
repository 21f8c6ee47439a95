"""`grp`: the groups of a lab."""

import sys
import typing

from _sockpit import c_functions


class _Fields(typing.NamedTuple):
    gr_name: str
    gr_passwd: str
    gr_gid: int
    gr_mem: list[str]


class struct_group(_Fields):
    """grp.struct_group: Results from getgr*() routines."""

    __slots__ = ()
    __module__ = "grp"

    def __repr__(self) -> str:
        return f"grp.{super().__repr__()}"


def getgrall() -> list[struct_group]:
    """Return a list of all available group entries, in arbitrary order."""
    return [struct_group("root", "x", 0, []), struct_group("nogroup", "x", 65534, [])]


def getgrnam(name: str) -> struct_group:
    """Return the group database entry for the given group name."""
    for group in getgrall():
        if group.gr_name == name:
            return group
    raise KeyError(f"getgrnam(): name not found: {name!r}")


def getgrgid(id: int) -> struct_group:
    """Return the group database entry for the given numeric group ID."""
    for group in getgrall():
        if group.gr_gid == id:
            return group
    raise KeyError(f"getgrgid(): gid not found: {id}")


c_functions.take_places(globals(), sys.modules[__name__])
