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
}
for name, text in FILES.items():
    with open(name, "w") as file:
        file.write(text)

server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
server_context.load_cert_chain("server.pem")
client_context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
client_context.load_verify_locations("ca.pem")

class Side:
    def __init__(self, name, context, **options):
        self.name = name
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing, **options)

    def attempt(self, call, *args):
        try:
            print(self.name, call.__name__, call(*args))
            return True
        except ssl.SSLError as error:
            print(self.name, type(error).__name__, error.args[0], error)
            return False

def carry(source, target):
    target.incoming.write(source.outgoing.read())

client = Side("client", client_context, server_hostname="localhost")
server = Side("server", server_context, server_side=True)
done = set()
while len(done) < 2:
    for side, other in ((client, server), (server, client)):
        if side not in done and side.attempt(side.tls.do_handshake):
            done.add(side)
        carry(side, other)
print(client.tls.version(), client.tls.cipher(), client.tls.server_hostname, server.tls.server_side)
client.attempt(client.tls.write, b"from the client")
carry(client, server)
server.attempt(server.tls.read, 4)
print(server.tls.pending())
server.attempt(server.tls.read)
server.attempt(server.tls.read)
server.attempt(server.tls.write, b"into a buffer")
carry(server, client)
buffer = bytearray(20)
client.attempt(client.tls.read, 20, buffer)
print(buffer)
client.attempt(client.tls.unwrap)
carry(client, server)
server.attempt(server.tls.read)
server.attempt(server.tls.unwrap)
carry(server, client)
client.attempt(client.tls.unwrap)

cut = Side("cut", client_context, server_hostname="localhost")
cut.attempt(cut.tls.do_handshake)
cut.incoming.write_eof()
print(cut.incoming.eof, cut.incoming.pending)
cut.attempt(cut.tls.do_handshake)

# More contexts than a program may have at once here: those in rings are freed before there are too many.
for _ in range(70):
    ring = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).wrap_bio(
        ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="localhost"
    )
    ring.itself = ring
print(ring.server_hostname)
