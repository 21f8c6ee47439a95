import socket

HOST, PORT = "127.0.0.1", 8088

with socket.create_connection((HOST, PORT)) as connection:
    connection.sendall("hello".encode())
    print(connection.recv(1024).decode())
