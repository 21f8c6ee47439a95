"""Where a certificate says that more about it is found: of its extensions, what `getpeercert` shows.

RFC 5280, sections 4.1, 4.2.1.13 and 4.2.2.1, in DER (X.690, section 8.1).
"""

from collections.abc import Iterator

_SEQUENCE, _OCTETS = 0x30, 0x04
_FIELD_0, _FIELD_3 = 0xA0, 0xA3
# GeneralName: uniformResourceIdentifier.
_URI = 0x86

# The identifiers' own bytes.
_AUTHORITY_INFO = bytes.fromhex("2b06010505070101")
_OCSP = bytes.fromhex("2b06010505073001")
_CA_ISSUERS = bytes.fromhex("2b06010505073002")
_CRL_POINTS = bytes.fromhex("551d1f")


def links(der: bytes) -> dict[str, tuple[str, ...]]:
    """`OCSP`, `caIssuers` and `crlDistributionPoints`, as far as the certificate has them."""
    extensions = _extensions(der)
    methods = [list(_items(method)) for _, method in _parts(extensions.get(_AUTHORITY_INFO, b""))]
    found = {
        name: tuple(_text(place) for (_, kind), (tag, place) in methods if kind == wanted and tag == _URI)
        for name, wanted in (("OCSP", _OCSP), ("caIssuers", _CA_ISSUERS))
    }
    found["crlDistributionPoints"] = tuple(_crl_places(extensions.get(_CRL_POINTS, b"")))
    return {name: places for name, places in found.items() if places}


def _crl_places(points: bytes) -> Iterator[str]:
    for _, point in _parts(points):
        # DistributionPoint, then DistributionPointName: the first field is the full name.
        for name in _tagged(point, _FIELD_0):
            for full_name in _tagged(name, _FIELD_0):
                yield from (_text(place) for place in _tagged(full_name, _URI))


def _extensions(der: bytes) -> dict[bytes, bytes]:
    (_, certificate), *_ = _items(der)
    (_, signed), *_ = _items(certificate)
    found: dict[bytes, bytes] = {}
    for field in _tagged(signed, _FIELD_3):
        for _, extension in _parts(field):
            (_, identifier), *rest = _items(extension)
            found[identifier] = next(content for tag, content in rest if tag == _OCTETS)
    return found


def _parts(sequence: bytes) -> Iterator[tuple[int, bytes]]:
    """What stands in a sequence; nothing where there is none."""
    for content in _tagged(sequence, _SEQUENCE):
        yield from _items(content)


def _tagged(data: bytes, wanted: int) -> Iterator[bytes]:
    return (content for tag, content in _items(data) if tag == wanted)


def _items(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tags and contents, one behind the other."""
    at = 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length >= 0x80:
            digits = length - 0x80
            length, at = int.from_bytes(data[at : at + digits]), at + digits
        yield tag, data[at : at + length]
        at += length


def _text(place: bytes) -> str:
    return place.decode("latin-1")
