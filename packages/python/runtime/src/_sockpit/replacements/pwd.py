"""`pwd`: the accounts of a lab."""

import os
import sys
from collections import namedtuple

from _sockpit import c_functions

_fields = namedtuple("struct_passwd", "pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell")


class struct_passwd(_fields):
    """pwd.struct_passwd: Results from getpw*() routines."""

    __slots__ = ()
    __module__ = "pwd"

    def __repr__(self):
        return f"pwd.{super().__repr__()}"


_NOBODY = 65534


def _accounts():
    home = os.environ.get("HOME", "/root")
    return [
        struct_passwd("root", "x", 0, 0, "root", home, "/bin/sh"),
        struct_passwd("nobody", "x", _NOBODY, _NOBODY, "nobody", "/nonexistent", "/usr/sbin/nologin"),
    ]


def getpwall():
    """Return a list of all available password database entries, in arbitrary order."""
    return _accounts()


def getpwnam(name, /):
    """Return the password database entry for the given user name."""
    for account in _accounts():
        if account.pw_name == name:
            return account
    raise KeyError(f"getpwnam(): name not found: {name!r}")


def getpwuid(uidobj, /):
    """Return the password database entry for the given numeric user ID."""
    for account in _accounts():
        if account.pw_uid == uidobj:
            return account
    raise KeyError(f"getpwuid(): uid not found: {uidobj}")


c_functions.take_places(globals(), sys.modules[__name__])
