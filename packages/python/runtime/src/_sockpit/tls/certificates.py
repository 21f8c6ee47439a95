"""Functions of `ssl` for certificates as text."""

import base64
import textwrap
import time
from datetime import UTC, datetime, timedelta

PEM_HEADER, PEM_FOOTER = (f"-----{side} CERTIFICATE-----" for side in ("BEGIN", "END"))
# Base64 in a line: RFC 7468, section 2.
_PEM_LINE_CHARACTERS = 64

# In English, whatever the locale.
_NUMBERS_OF_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_AFTER_MONTH = " %d %H:%M:%S %Y GMT"


def cert_time_to_seconds(cert_time: str) -> int:
    """The seconds from the epoch to a certificate's `notBefore` or `notAfter`, as in "Jan  5 09:34:43 2018 GMT"."""
    month = _NUMBERS_OF_MONTHS.get(cert_time[:3].lower())
    if month is None:
        raise ValueError(f'time data {cert_time!r} does not match format "%b{_AFTER_MONTH}"')
    # It knows leap seconds, which `datetime` does not.
    rest = time.strptime(cert_time[3:], _AFTER_MONTH)
    since = timedelta(rest.tm_mday - 1, hours=rest.tm_hour, minutes=rest.tm_min, seconds=rest.tm_sec)
    return int((datetime(rest.tm_year, month, 1, tzinfo=UTC) + since).timestamp())


def DER_cert_to_PEM_cert(der_cert_bytes: bytes) -> str:
    """A certificate's bytes as text: in Base64, between two lines that say what it is."""
    lines = textwrap.wrap(base64.b64encode(der_cert_bytes).decode(), _PEM_LINE_CHARACTERS)
    return "".join(f"{line}\n" for line in (PEM_HEADER, *lines, PEM_FOOTER))


def PEM_cert_to_DER_cert(pem_cert_string: str) -> bytes:
    """The bytes of a certificate that is given as text."""
    text = pem_cert_string.rstrip()
    begins, ends = text.startswith(PEM_HEADER), text.endswith(PEM_FOOTER)
    if not (begins and ends):
        rule = f"end with {PEM_FOOTER}" if begins else f"start with {PEM_HEADER}"
        raise ValueError(f"Invalid PEM encoding; must {rule}")
    return base64.decodebytes(text.removeprefix(PEM_HEADER).removesuffix(PEM_FOOTER).encode("ascii"))
