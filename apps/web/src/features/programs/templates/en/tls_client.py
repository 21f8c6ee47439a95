import socket
import ssl

HOST, PORT = "127.0.0.1", 8443

# Trusts the servers whose certificate this authority has signed.
context = ssl.create_default_context(cafile="ca.pem")

with socket.create_connection((HOST, PORT)) as connection:
    # The certificate has to be for this name.
    with context.wrap_socket(connection, server_hostname="localhost") as secure:
        print(secure.version(), secure.cipher()[0])
        secure.sendall(b"hello, TLS")
        print(secure.recv(1024).decode())
