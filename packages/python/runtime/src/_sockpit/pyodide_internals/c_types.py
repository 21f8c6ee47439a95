"""Types of Python that look written in C: errors give their whole name, and they take no attributes."""

import ctypes

# Of `PyTypeObject` (Include/cpython/object.h): `tp_name` is the fourth word, `tp_flags` the 22nd.
_NAME_BYTES = 3 * ctypes.sizeof(ctypes.c_void_p)
_FLAGS_BYTES = 21 * ctypes.sizeof(ctypes.c_void_p)

# Py_TPFLAGS_IMMUTABLETYPE (Include/object.h).
_IMMUTABLE = 1 << 8

# What `tp_name` of such types points to.
_names: list[object] = []


def look_written_in_c(cls: type) -> None:
    """Setting or deleting an attribute of the class raises TypeError from now on; subclasses stay as they are."""
    flags = ctypes.c_uint32.from_address(id(cls) + _FLAGS_BYTES)
    name = ctypes.c_void_p.from_address(id(cls) + _NAME_BYTES)
    if flags.value != cls.__flags__ or name.value is None or ctypes.string_at(name.value) != cls.__name__.encode():
        return
    whole = ctypes.create_string_buffer(f"{cls.__module__}.{cls.__name__}".encode())
    _names.append(whole)
    name.value = ctypes.addressof(whole)
    flags.value |= _IMMUTABLE
