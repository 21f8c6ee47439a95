"""`pwd`: the accounts of a lab."""

import os
import sys
import typing

from _sockpit import c_functions


class _Fields(typing.NamedTuple):
    pw_name: str
    pw_passwd: str
    pw_uid: int
    pw_gid: int
    pw_gecos: str
    pw_dir: str
    pw_shell: str


class struct_passwd(_Fields):
    """pwd.struct_passwd: Results from getpw*() routines."""

    __slots__ = ()
    __module__ = "pwd"

    def __repr__(self) -> str:
        return f"pwd.{super().__repr__()}"


_NOBODY = 65534


def _accounts() -> list[struct_passwd]:
    home = os.environ.get("HOME", "/root")
    return [
        struct_passwd("root", "x", 0, 0, "root", home, "/bin/sh"),
        struct_passwd("nobody", "x", _NOBODY, _NOBODY, "nobody", "/nonexistent", "/usr/sbin/nologin"),
    ]


def getpwall() -> list[struct_passwd]:
    """Return a list of all available password database entries, in arbitrary order."""
    return _accounts()


def getpwnam(name: str, /) -> struct_passwd:
    """Return the password database entry for the given user name."""
    for account in _accounts():
        if account.pw_name == name:
            return account
    raise KeyError(f"getpwnam(): name not found: {name!r}")


def getpwuid(uidobj: int, /) -> struct_passwd:
    """Return the password database entry for the given numeric user ID."""
    for account in _accounts():
        if account.pw_uid == uidobj:
            return account
    raise KeyError(f"getpwuid(): uid not found: {uidobj}")


c_functions.take_places(globals(), sys.modules[__name__])
