import asyncio
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

async def echo(reader, writer):
    print("server:", writer.get_extra_info("cipher")[1])
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()

async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("server.pem")
    server = await asyncio.start_server(echo, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    trusting = ssl.create_default_context(cafile="ca.pem")

    async def ask(number):
        reader, writer = await asyncio.open_connection("localhost", port, ssl=trusting)
        writer.write(f"hello {number}\n".encode())
        answer = await reader.readline()
        writer.close()
        await writer.wait_closed()
        return answer

    print(await asyncio.gather(*(ask(number) for number in range(3))))
    try:
        await asyncio.open_connection("127.0.0.1", port, ssl=trusting, server_hostname="wrong.lab")
    except ssl.SSLCertVerificationError as error:
        print(error)
    reader, writer = await asyncio.open_connection("localhost", port, ssl=trusting, limit=1 << 20)
    writer.write(b"z" * 60_000 + b"\n")
    print(len(await reader.readline()))
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()

asyncio.run(main())
