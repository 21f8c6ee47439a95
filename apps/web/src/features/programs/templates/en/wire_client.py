import socket

# The server's host by its name: 127.0.0.1 would be this host itself.
HOST, PORT = "server", 8088

with socket.create_connection((HOST, PORT)) as connection:
    connection.sendall("hello".encode())
    print(connection.recv(1024).decode())
