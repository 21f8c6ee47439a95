import socket
import ssl
import threading

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
    "expired.pem": """\
-----BEGIN CERTIFICATE-----
MIIBxjCCAWygAwIBAgICEAIwCgYIKoZIzj0EAwIwIzEQMA4GA1UECgwHU29ja3Bp
dDEPMA0GA1UEAwwGTGFiIENBMB4XDTIwMDEwMTAwMDAwMFoXDTIxMDEwMTAwMDAw
MFowJjEQMA4GA1UECgwHU29ja3BpdDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYH
KoZIzj0CAQYIKoZIzj0DAQcDQgAELyMniF96OVn8WRrp8bIX8RzhyIdVGpob3gRy
uqpFYyIGrihCuQeWbJQLcrgc0bBLNFD9ssZaRUS0PU/Q/ZkKpqOBjDCBiTAUBgNV
HREEDTALgglsb2NhbGhvc3QwDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4Aw
EwYDVR0lBAwwCgYIKwYBBQUHAwEwHQYDVR0OBBYEFMlfjYLUSIbt/upYjE1N03Zw
uChdMB8GA1UdIwQYMBaAFOgMGtBJREKxNRL9cwJHxCBb3I2cMAoGCCqGSM49BAMC
A0gAMEUCIQDJPgLgpdf90wyLqbPEakjM3BRf+jMQciPW7ZHSzvyYLQIgU0kkuBSG
8SLQk8hvZKHxCAFgLEgqjwa5tnoFb8cG0Zg=
-----END CERTIFICATE-----
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgM7GXHRqU3lvzPKMp
6oN8Ud6sSz0x5A4wnW6QqRWvxyGhRANCAAQvIyeIX3o5WfxZGunxshfxHOHIh1Ua
mhveBHK6qkVjIgauKEK5B5ZslAtyuBzRsEs0UP2yxlpFRLQ9T9D9mQqm
-----END PRIVATE KEY-----
""",
    "client.pem": """\
-----BEGIN CERTIFICATE-----
MIIBzDCCAXKgAwIBAgICEAQwCgYIKoZIzj0EAwIwIzEQMA4GA1UECgwHU29ja3Bp
dDEPMA0GA1UEAwwGTGFiIENBMCAXDTI1MDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAw
MDAwWjAiMRAwDgYDVQQKDAdTb2NrcGl0MQ4wDAYDVQQDDAVBbGljZTBZMBMGByqG
SM49AgEGCCqGSM49AwEHA0IABG0q0LI7Un6hsA9gph9d972TdXt1sMAhehMDEyvB
tPPurV7SBDKFhJINCbGaSib9bpc0bqpKGraELPNWz3LPchejgZQwgZEwHAYDVR0R
BBUwE4ERYWxpY2VAZXhhbXBsZS5jb20wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8E
BAMCB4AwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHQYDVR0OBBYEFIFUy0rVt3v/vPnY
eh2fGnTh805DMB8GA1UdIwQYMBaAFOgMGtBJREKxNRL9cwJHxCBb3I2cMAoGCCqG
SM49BAMCA0gAMEUCIQDusL6xq1MKLEnIKj8pSMNAyhpPZ84TkRFJbKtvUBSZCgIg
Hxrjf34L3tsE82QFt3Dnqc+jbAenU5JgCB0shtzzyJw=
-----END CERTIFICATE-----
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQghaFomE8bShDqcNi6
lb3zBgVg+oHRrC46rsu/Z/OpLJOhRANCAARtKtCyO1J+obAPYKYfXfe9k3V7dbDA
IXoTAxMrwbTz7q1e0gQyhYSSDQmxmkom/W6XNG6qShq2hCzzVs9yz3IX
-----END PRIVATE KEY-----
""",
}
for name, text in FILES.items():
    with open(name, "w") as file:
        file.write(text)

def described(error):
    name = f"{type(error).__module__}.{type(error).__name__}"
    details = [getattr(error, field, None) for field in ("reason", "library", "verify_code", "verify_message")]
    return f"{name}: {error} {error.args} {details}"

def attempt(label, prepare_server, prepare_client, name="localhost"):
    listener = socket.create_server(("127.0.0.1", 0))
    said = []

    def serve():
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        prepare_server(context)
        connection, _ = listener.accept()
        with connection:
            try:
                with context.wrap_socket(connection, server_side=True) as secure:
                    said.append(f"server reads {secure.recv(10)}")
            except OSError as error:
                said.append("server: " + described(error))

    thread = threading.Thread(target=serve)
    thread.start()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    prepare_client(context)
    try:
        with socket.create_connection(listener.getsockname()) as raw:
            with context.wrap_socket(raw, server_hostname=name) as secure:
                print(f"{label}: connected with {secure.version()}")
                secure.send(b"x")
    except OSError as error:
        print(f"{label}: {described(error)}")
    thread.join()
    print(f"{label}:", *said)
    listener.close()

def good(context):
    context.load_cert_chain("server.pem")

def expired(context):
    context.load_cert_chain("expired.pem")

def trusting(context):
    context.load_verify_locations("ca.pem")

def trusting_all(context):
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE

def old(context):
    good(context)
    context.maximum_version = ssl.TLSVersion.TLSv1_2

def new(context):
    trusting(context)
    context.minimum_version = ssl.TLSVersion.TLSv1_3

def with_one_cipher(context):
    old(context)
    context.set_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256")

def with_another_cipher(context):
    trusting(context)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("ECDHE-ECDSA-AES256-GCM-SHA384")

def asking(context):
    old(context)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations("ca.pem")

def alice(context):
    trusting(context)
    context.load_cert_chain("client.pem")

attempt("good", good, trusting)
attempt("wrong name", good, trusting, "wrong.lab")
attempt("address", good, trusting, "127.0.0.1")
attempt("wrong address", good, trusting, "127.0.0.2")
attempt("expired", expired, trusting)
attempt("not trusted", good, lambda context: None)
attempt("unchecked", expired, trusting_all, "nowhere.lab")
attempt("no version", old, new)
attempt("no cipher", with_one_cipher, with_another_cipher)
attempt("no certificate", asking, trusting)
attempt("certificate", asking, alice)
