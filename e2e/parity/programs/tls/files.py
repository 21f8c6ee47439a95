import socket
import ssl

# For tests only: the keys protect nothing.
FILES = {
    "ca.pem": """\
-----BEGIN CERTIFICATE-----
MIIBezCCASCgAwIBAgICEAAwCgYIKoZIzj0EAwIwIzEQMA4GA1UECgwHU29ja3Bp
dDEPMA0GA1UEAwwGTGFiIENBMCAXDTI1MDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAw
MDAwWjAjMRAwDgYDVQQKDAdTb2NrcGl0MQ8wDQYDVQQDDAZMYWIgQ0EwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAATww7YhljWKUnKAFhKVa05TWlpNMP3iDdEqtalD
TWyk5Eao/FgAZDU5z1JSVUKPl9j+hQUjH2AItdY2mypha5iro0IwQDAPBgNVHRMB
Af8EBTADAQH/MA4GA1UdDwEB/wQEAwIBBjAdBgNVHQ4EFgQU6Awa0ElEQrE1Ev1z
AkfEIFvcjZwwCgYIKoZIzj0EAwIDSQAwRgIhAMglHg6edbhMzY2A8sXBeVfsuExb
hCU/04qeLnDw6gHlAiEA/shqLJu8GBAo3QTgL/22ZqZZvS+kczqz+SN3i3/gtpI=
-----END CERTIFICATE-----
""",
    "server.pem": """\
-----BEGIN CERTIFICATE-----
MIIB7DCCAZKgAwIBAgICEAEwCgYIKoZIzj0EAwIwIzEQMA4GA1UECgwHU29ja3Bp
dDEPMA0GA1UEAwwGTGFiIENBMCAXDTI1MDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAw
MDAwWjAmMRAwDgYDVQQKDAdTb2NrcGl0MRIwEAYDVQQDDAlsb2NhbGhvc3QwWTAT
BgcqhkjOPQIBBggqhkjOPQMBBwNCAARs9HD2xSDYRnA+iAYr/i+qIaPMv6jG0zHW
ksdNii0PYdJEhwqS75OtqRTLAcA20lrNzBESRvbQR8VBh1khDSvOo4GwMIGtMDgG
A1UdEQQxMC+CCWxvY2FsaG9zdIIKc2VydmVyLmxhYocEfwAAAYcQAAAAAAAAAAAA
AAAAAAAAATAMBgNVHRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIHgDATBgNVHSUEDDAK
BggrBgEFBQcDATAdBgNVHQ4EFgQUdiVpcRAek8+sJL+by0dzIzU7j0wwHwYDVR0j
BBgwFoAU6Awa0ElEQrE1Ev1zAkfEIFvcjZwwCgYIKoZIzj0EAwIDSAAwRQIgTFqK
vcvp4Egvh3BZ2eBHuOR1Iw6L5VeH98JEDwulf/gCIQDQnjyWn0ur+AufZH18r6FR
R/DylBBxocyW6npOVOBk3g==
-----END CERTIFICATE-----
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDaDcWRHSnmnwnHz8
JJxvO6sy0umEvOC7oPKROkhGvayhRANCAARs9HD2xSDYRnA+iAYr/i+qIaPMv6jG
0zHWksdNii0PYdJEhwqS75OtqRTLAcA20lrNzBESRvbQR8VBh1khDSvO
-----END PRIVATE KEY-----
""",
    "other.pem": """\
-----BEGIN CERTIFICATE-----
MIIByTCCAW6gAwIBAgICEAMwCgYIKoZIzj0EAwIwIzEQMA4GA1UECgwHU29ja3Bp
dDEPMA0GA1UEAwwGTGFiIENBMCAXDTI1MDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAw
MDAwWjAmMRAwDgYDVQQKDAdTb2NrcGl0MRIwEAYDVQQDDAlvdGhlci5sYWIwWTAT
BgcqhkjOPQIBBggqhkjOPQMBBwNCAATC3JEKQMvTGdVQwny3Yyd4rmd6Iw+jAXRD
RboL2GAJCPFFdp1nM1ycYvBSRcHxQVOwr5+MwI7QMqWtm06pZriJo4GMMIGJMBQG
A1UdEQQNMAuCCW90aGVyLmxhYjAMBgNVHRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIH
gDATBgNVHSUEDDAKBggrBgEFBQcDATAdBgNVHQ4EFgQUccdJSh83SR56D/dUk0xw
DnUv3BEwHwYDVR0jBBgwFoAU6Awa0ElEQrE1Ev1zAkfEIFvcjZwwCgYIKoZIzj0E
AwIDSQAwRgIhAPJzyF7vjciJaSdia/acbBqk5icQKPntZmfq6k/xjwDWAiEAtLLf
u/wk1yZt+1sco+CTbDDfAEKjHwhKC4/PrQAF+xA=
-----END CERTIFICATE-----
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgSNPyZ9+mJRbY/0co
aJRDuwd17oRu5v5mUZUcUve9n/mhRANCAATC3JEKQMvTGdVQwny3Yyd4rmd6Iw+j
AXRDRboL2GAJCPFFdp1nM1ycYvBSRcHxQVOwr5+MwI7QMqWtm06pZriJ
-----END PRIVATE KEY-----
""",
}
for name, text in FILES.items():
    with open(name, "w") as file:
        file.write(text)

certificate, key = FILES["server.pem"].split("-----BEGIN PRIVATE KEY")
with open("certificate.pem", "w") as file:
    file.write(certificate)
with open("none.pem", "w") as file:
    file.write("none")

def attempt(label, act):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        print(f"{label}: {act(context)}")
    except Exception as error:
        print(f"{label}: {type(error).__module__}.{type(error).__name__} {error} {error.args}")

attempt("both in one", lambda context: context.load_cert_chain("server.pem"))
attempt("apart", lambda context: context.load_cert_chain("certificate.pem", "server.pem"))
attempt("missing", lambda context: context.load_cert_chain("missing.pem"))
attempt("missing key", lambda context: context.load_cert_chain("server.pem", "missing.key"))
attempt("no PEM", lambda context: context.load_cert_chain("none.pem"))
attempt("no key", lambda context: context.load_cert_chain("certificate.pem"))
attempt("bad key", lambda context: context.load_cert_chain("certificate.pem", "none.pem"))
attempt("another key", lambda context: context.load_cert_chain("server.pem", "other.pem"))
attempt("no path", lambda context: context.load_cert_chain(3.5))
attempt("missing authorities", lambda context: context.load_verify_locations("missing.pem"))
attempt("no authorities", lambda context: context.load_verify_locations("none.pem"))
attempt("text", lambda context: context.load_verify_locations(cadata="none"))
attempt("bytes", lambda context: context.load_verify_locations(cadata=b"none"))
attempt("empty text", lambda context: context.load_verify_locations(cadata=""))
attempt("nothing", lambda context: context.load_verify_locations())
attempt("ciphers", lambda context: context.set_ciphers("none"))
attempt("mode", lambda context: setattr(context, "verify_mode", 7))
attempt("unchecked", lambda context: setattr(context, "verify_mode", ssl.CERT_NONE))
attempt("curve", lambda context: context.set_ecdh_curve("none"))
attempt("version", lambda context: setattr(context, "minimum_version", 5))
attempt("protocols", lambda context: context.set_alpn_protocols([""]))
attempt("server", lambda context: context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True))
attempt("no name", lambda context: context.wrap_socket(socket.socket()))
attempt("datagrams", lambda context: context.wrap_socket(socket.socket(type=socket.SOCK_DGRAM), server_hostname="x"))
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
print(context.cert_store_stats())
context.load_verify_locations("ca.pem")
context.load_verify_locations(cadata=certificate)
print(context.cert_store_stats(), context.get_ca_certs(), len(context.get_ca_certs(binary_form=True)))
print([cipher["name"] for cipher in context.get_ciphers()])
print(repr(context.verify_mode), repr(context.minimum_version), repr(context.maximum_version), context.check_hostname)
print(ssl.cert_time_to_seconds(context.get_ca_certs()[0]["notAfter"]))
print(ssl.DER_cert_to_PEM_cert(ssl.PEM_cert_to_DER_cert(certificate)) == certificate)
