"""Wheels among the program's files: unpacked so that programs can import what is in them, or a line that says why not.

https://packaging.python.org/en/latest/specifications/binary-distribution-format/
"""

import os
import re
import sys
import zipfile
import zlib

# Where wheels are unpacked: behind the standard library, as site-packages.
SITE_PACKAGES = "/usr/local/lib/python3.14/site-packages"

# What all wheels may have unpacked: they take memory of the page, and one may be made to fill it.
MAX_UNPACKED_BYTES = 128 * 1024 * 1024

_NATIVE = (".so", ".pyd", ".dll", ".dylib")

# Name, version, perhaps a build, then the tags of Python, ABI and platform.
_FILE_NAME = re.compile(r"(?P<name>[^-]+)-[^-]+(?:-\d[^-]*)?-(?P<python>[^-]+)-none-any\.whl")


class WheelError(Exception):
    """Why a wheel cannot be used."""


def unpack(folder: str) -> None:
    """Unpacks the pure Python wheels that lie in the folder, and says of each other why it is of no use."""
    names = [name for name in sorted(os.listdir(folder)) if name.endswith("-none-any.whl")]
    room = MAX_UNPACKED_BYTES
    needs: dict[str, list[str]] = {}
    for name in names:
        try:
            with zipfile.ZipFile(os.path.join(folder, name)) as wheel:
                room -= _check(name, wheel, room)
                needs[name] = _requirements(wheel)
                wheel.extractall(SITE_PACKAGES)
        except (WheelError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
            print(f"{name} cannot be unpacked: {error}", file=sys.stderr)
    present = {_normalized(name.partition("-")[0]) for name in needs}
    for name, required in needs.items():
        missing = [package for package in required if _normalized(package) not in present]
        if missing:
            print(f"{name} needs further packages: {', '.join(missing)}. Add their wheels as well.", file=sys.stderr)
    if names and SITE_PACKAGES not in sys.path:
        sys.path.append(SITE_PACKAGES)


def _check(name: str, wheel: zipfile.ZipFile, room: int) -> int:
    """How many bytes it has unpacked. WheelError where it must not be."""
    parts = _FILE_NAME.fullmatch(name)
    if parts is None:
        raise WheelError("its name is not that of a wheel, <name>-<version>-py3-none-any.whl")
    if not any(map(_is_of_this_python, parts["python"].split("."))):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise WheelError(f"it is for {parts['python']}, and this is Python {version}")
    files = wheel.infolist()
    for file in files:
        if file.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", file.filename):
            raise WheelError(f"{file.filename} would leave its folder")
        if file.filename.endswith(_NATIVE):
            raise WheelError(f"{file.filename} is compiled for one system; only pure Python can be imported here")
    size = sum(file.file_size for file in files)
    if size > room:
        raise WheelError(f"it has {size} bytes unpacked, and all wheels together may have {MAX_UNPACKED_BYTES}")
    return size


def _is_of_this_python(tag: str) -> bool:
    kind, major, minor = tag[:2], tag[2:3], tag[3:]
    if kind not in ("py", "cp") or major != str(sys.version_info.major):
        return False
    if minor == "":
        return True
    this = sys.version_info.minor
    return minor.isdecimal() and (int(minor) == this or (kind == "py" and int(minor) < this))


def _requirements(wheel: zipfile.ZipFile) -> list[str]:
    """The packages that it always needs: not those of extras, of other systems and versions."""
    names = [name for name in wheel.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)]
    if not names:
        return []
    header = wheel.read(names[0]).decode("utf-8", "replace").partition("\n\n")[0]
    required = re.findall(r"^Requires-Dist: *([\w.-]+)([^;\r\n]*)(;?)", header, re.MULTILINE)
    return [package for package, _, has_marker in required if not has_marker]


def _normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
