import socket
import ssl

HOST, PORT = "127.0.0.1", 8443

# 信任由這個憑證機構簽發憑證的伺服器。
context = ssl.create_default_context(cafile="ca.pem")

with socket.create_connection((HOST, PORT)) as connection:
    # 憑證必須屬於這個名稱。
    with context.wrap_socket(connection, server_hostname="localhost") as secure:
        print(secure.version(), secure.cipher()[0])
        secure.sendall(b"hello, TLS")
        print(secure.recv(1024).decode())
