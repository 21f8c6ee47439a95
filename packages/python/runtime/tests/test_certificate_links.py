import ssl
import tempfile
import unittest

from _sockpit.tls.certificate_links import links

CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIICWzCCAgGgAwIBAgIUVOvgso9qpiLM8/C3SliOhdXNaOkwCgYIKoZIzj0EAwIw
JjEQMA4GA1UECgwHU29ja3BpdDESMBAGA1UEAwwJbGlua3MubGFiMCAXDTI2MTEy
NjE4MzQwOVoYDzIxMjYxMTAyMTgzNDA5WjAmMRAwDgYDVQQKDAdTb2NrcGl0MRIw
EAYDVQQDDAlsaW5rcy5sYWIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASZmQAK
2Gn2YjsXlHjNbv3AzW97BWZWyIHRqVtHEKx9E5iwL6FwVtyls6dwLC6BWsT0/KwT
5L0uT4vS12HurPnAo4IBCTCCAQUwHQYDVR0OBBYEFDdNVsZLrZ+c2qTaXPmG2cyC
JUz+MB8GA1UdIwQYMBaAFDdNVsZLrZ+c2qTaXPmG2cyCJUz+MA8GA1UdEwEB/wQF
MAMBAf8wbQYIKwYBBQUHAQEEYTBfMBwGCCsGAQUFBzABhhBodHRwOi8vb2NzcC5s
YWIvMCAGCCsGAQUFBzAChhRodHRwOi8vY2EubGFiL2NhLmNlcjAdBggrBgEFBQcw
AYYRaHR0cDovL29jc3AyLmxhYi8wQwYDVR0fBDwwOjAboBmgF4YVaHR0cDovL2Nh
LmxhYi9vbmUuY3JsMBugGaAXhhVodHRwOi8vY2EubGFiL3R3by5jcmwwCgYIKoZI
zj0EAwIDSAAwRQIgcdo0abw1Lw9J7vqGQmPRN+u2PwB82G6WozrHaRBsD0QCIQCb
oyv79dvhmPDi6HeurvkCg/DcqDlzuQiVLGYPiYkHmg==
-----END CERTIFICATE-----
"""


class CertificateLinks(unittest.TestCase):
    def test_they_are_those_that_openssl_finds(self):
        with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
            file.write(CERTIFICATE)
            file.flush()
            described = ssl._ssl._test_decode_cert(file.name)
        names = ("OCSP", "caIssuers", "crlDistributionPoints")
        expected = {name: described[name] for name in names}
        self.assertEqual(links(ssl.PEM_cert_to_DER_cert(CERTIFICATE)), expected)
        self.assertEqual(len(expected["OCSP"]), 2)


if __name__ == "__main__":
    unittest.main()
