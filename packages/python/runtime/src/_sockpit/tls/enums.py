"""The enumerations of `ssl`, and the kinds of certificates that it names."""

from enum import Enum, IntEnum, IntFlag
from typing import Any, NamedTuple

from _sockpit.tls import constants
from _sockpit.tls.objects import nid2obj, txt2obj


def _members(prefix: str) -> dict[str, int]:
    return {name: value for name, value in vars(constants).items() if name.startswith(prefix)}


SSLMethod: Any = IntEnum("_SSLMethod", _members("PROTOCOL_"), module="ssl")
Options: Any = IntFlag("Options", _members("OP_"), module="ssl")
AlertDescription: Any = IntEnum("AlertDescription", _members("ALERT_DESCRIPTION_"), module="ssl")
SSLErrorNumber: Any = IntEnum("SSLErrorNumber", _members("SSL_ERROR_"), module="ssl")
VerifyFlags: Any = IntFlag("VerifyFlags", _members("VERIFY_"), module="ssl")
VerifyMode: Any = IntEnum("VerifyMode", _members("CERT_"), module="ssl")


class TLSVersion(IntEnum):
    MINIMUM_SUPPORTED = constants.PROTO_MINIMUM_SUPPORTED
    SSLv3 = constants.PROTO_SSLv3
    TLSv1 = constants.PROTO_TLSv1
    TLSv1_1 = constants.PROTO_TLSv1_1
    TLSv1_2 = constants.PROTO_TLSv1_2
    TLSv1_3 = constants.PROTO_TLSv1_3
    MAXIMUM_SUPPORTED = constants.PROTO_MAXIMUM_SUPPORTED


class _Object(NamedTuple):
    nid: int
    shortname: str
    longname: str
    oid: str


class ASN1Object(_Object):
    """ASN.1 object identifier lookup"""

    __slots__ = ()

    def __new__(cls, oid: str) -> "ASN1Object":
        return super().__new__(cls, *txt2obj(oid))

    @classmethod
    def fromnid(cls, nid: int) -> "ASN1Object":
        """Create _ASN1Object from OpenSSL numeric ID"""
        return super().__new__(cls, *nid2obj(nid))

    @classmethod
    def fromname(cls, name: str) -> "ASN1Object":
        """Create _ASN1Object from short name, long name or OID"""
        return super().__new__(cls, *txt2obj(name, name=True))


ASN1Object.__name__ = ASN1Object.__qualname__ = "_ASN1Object"


class Purpose(ASN1Object, Enum):
    """SSLContext purpose flags with X509v3 Extended Key Usage objects"""

    SERVER_AUTH = "1.3.6.1.5.5.7.3.1"
    CLIENT_AUTH = "1.3.6.1.5.5.7.3.2"
