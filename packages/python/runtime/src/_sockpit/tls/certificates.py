"""Functions of `ssl` for certificates as text."""

import base64
import re
import time
from calendar import timegm

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def cert_time_to_seconds(cert_time: str) -> int:
    """Return the time in seconds since the Epoch, given the "notBefore" or "notAfter" date of a certificate:
    "Jan  5 09:34:43 2018 GMT"."""
    rest = " %d %H:%M:%S %Y GMT"
    month = cert_time[:3].title()
    if month not in _MONTHS:
        raise ValueError(f'time data {cert_time!r} does not match format "%b{rest}"')
    parsed = time.strptime(cert_time[3:], rest)
    return timegm((parsed[0], _MONTHS.index(month) + 1, *parsed[2:6]))


PEM_HEADER = "-----BEGIN CERTIFICATE-----"
PEM_FOOTER = "-----END CERTIFICATE-----"


def DER_cert_to_PEM_cert(der_cert_bytes: bytes) -> str:
    """Takes a certificate in binary DER format and returns the PEM version of it as a string."""
    text = base64.standard_b64encode(der_cert_bytes).decode("ascii")
    return "\n".join([PEM_HEADER, *re.findall(".{1,64}", text), PEM_FOOTER + "\n"])


def PEM_cert_to_DER_cert(pem_cert_string: str) -> bytes:
    """Takes a certificate in ASCII PEM format and returns the DER-encoded version of it as a byte sequence"""
    if not pem_cert_string.startswith(PEM_HEADER):
        raise ValueError(f"Invalid PEM encoding; must start with {PEM_HEADER}")
    if not pem_cert_string.strip().endswith(PEM_FOOTER):
        raise ValueError(f"Invalid PEM encoding; must end with {PEM_FOOTER}")
    return base64.decodebytes(pem_cert_string.strip()[len(PEM_HEADER) : -len(PEM_FOOTER)].encode("ascii", "strict"))
