"""Who the program runs as. A lab's processes are root's, with no rights outside of it."""

import errno
import os
from collections.abc import Iterable

from _sockpit import c_functions

ROOT = 0
_MOST = 2**32 - 1

# Real, effective and saved numbers of the user and of the group: credentials(7).
_users = [ROOT, ROOT, ROOT]
_groups = [ROOT, ROOT, ROOT]
_supplementary = [ROOT]


def getuid() -> int:
    """Return the current process's user id."""
    return _users[0]


def geteuid() -> int:
    """Return the current process's effective user id."""
    return _users[1]


def getresuid() -> tuple[int, ...]:
    """Return a tuple of the current process's real, effective, and saved user ids."""
    return tuple(_users)


def getgid() -> int:
    """Return the current process's group id."""
    return _groups[0]


def getegid() -> int:
    """Return the current process's effective group id."""
    return _groups[1]


def getresgid() -> tuple[int, ...]:
    """Return a tuple of the current process's real, effective, and saved group ids."""
    return tuple(_groups)


def getgroups() -> list[int]:
    """Return list of supplemental group IDs for the process."""
    return list(_supplementary)


def getgrouplist(user: str, group: int, /) -> list[int]:
    """Returns a list of groups to which a user belongs."""
    return [group]


def setuid(uid: int, /) -> None:
    """Set the current process's user id."""
    _set(_users, (uid, uid, uid) if _users[1] == ROOT else (-1, uid, -1))


def seteuid(euid: int, /) -> None:
    """Set the current process's effective user id."""
    _set(_users, (-1, euid, -1))


def setreuid(ruid: int, euid: int, /) -> None:
    """Set the current process's real and effective user ids."""
    _set(_users, (ruid, euid, euid))


def setresuid(ruid: int, euid: int, suid: int, /) -> None:
    """Set the current process's real, effective, and saved user ids."""
    _set(_users, (ruid, euid, suid))


def setgid(gid: int, /) -> None:
    """Set the current process's group id."""
    _set(_groups, (gid, gid, gid) if _users[1] == ROOT else (-1, gid, -1))


def setegid(egid: int, /) -> None:
    """Set the current process's effective group id."""
    _set(_groups, (-1, egid, -1))


def setregid(rgid: int, egid: int, /) -> None:
    """Set the current process's real and effective group ids."""
    _set(_groups, (rgid, egid, egid))


def setresgid(rgid: int, egid: int, sgid: int, /) -> None:
    """Set the current process's real, effective, and saved group ids."""
    _set(_groups, (rgid, egid, sgid))


def setgroups(groups: Iterable[int], /) -> None:
    """Set the groups of the current process to list."""
    _only_root()
    _supplementary[:] = map(_number, groups)


def initgroups(username: str, gid: int, /) -> None:
    """Initialize the group access list."""
    _only_root()
    _supplementary[:] = [_number(gid)]


def _set(numbers: list[int], wanted: tuple[int, int, int]) -> None:
    # -1 leaves a number as it is. Others than root choose among those that they have.
    new = [old if number == -1 else _number(number) for old, number in zip(numbers, wanted, strict=True)]
    if _users[1] != ROOT and not set(new) <= set(numbers):
        raise OSError(errno.EPERM, "Operation not permitted")
    numbers[:] = new


def _number(value: int) -> int:
    if not 0 <= value <= _MOST:
        raise OverflowError("uid is less than minimum" if value < 0 else "uid is greater than maximum")
    return value


def _only_root() -> None:
    if _users[1] != ROOT:
        raise OSError(errno.EPERM, "Operation not permitted")


_CALLS = (
    getuid, geteuid, getresuid, getgid, getegid, getresgid, getgroups, getgrouplist,
    setuid, seteuid, setreuid, setresuid, setgid, setegid, setregid, setresgid, setgroups, initgroups,
)  # fmt: skip


def install() -> None:
    for function in _CALLS:
        c_functions.put(os, function.__name__, function)
