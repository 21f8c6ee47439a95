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
}
for name, text in FILES.items():
    with open(name, "w") as file:
        file.write(text)


server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server.load_cert_chain("server.pem")
client = ssl.create_default_context(cafile="ca.pem")
other = ssl.create_default_context(cafile="ca.pem")
listener = socket.create_server(("127.0.0.1", 0))
reused = []

def serve():
    for _ in range(5):
        connection, _ = listener.accept()
        with server.wrap_socket(connection, server_side=True) as secure:
            reused.append(secure.session_reused)
            while data := secure.recv(10):
                secure.sendall(data)

thread = threading.Thread(target=serve)
thread.start()

def visit(context, session=None):
    with socket.create_connection(listener.getsockname()) as plain:
        with context.wrap_socket(plain, server_hostname="localhost", session=session) as secure:
            secure.sendall(b"hello")
            print(secure.recv(10), secure.version(), secure.session_reused)
            return secure.session

def attempt(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)

first = visit(client)
print(type(first).__name__, len(first.id), first.has_ticket, first.ticket_lifetime_hint, first.timeout, first.time > 0)
second = visit(client, first)
print(first == first, first != second, first == 3)
client.maximum_version = ssl.TLSVersion.TLSv1_2
third = visit(client)
print(visit(client, third) == third)
with socket.create_connection(listener.getsockname()) as plain:
    secure = client.wrap_socket(plain, server_hostname="localhost", do_handshake_on_connect=False)
    print(secure.session)
    secure.session = third
    secure.do_handshake()
    print(secure.session_reused)
    attempt(setattr, secure, "session", third)
    attempt(setattr, secure, "session", "a session")
    secure.close()
thread.join()
print(reused)

def between(context, session, **options):
    return context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), session=session, **options)

attempt(between, other, first, server_hostname="localhost")
attempt(between, client, 3, server_hostname="localhost")
attempt(server.wrap_socket, socket.socket(), server_side=True, session=first)
attempt(ssl.SSLSession)
attempt(hash, first)
