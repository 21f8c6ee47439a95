import socket

HOST, PORT = "127.0.0.1", 8088

with socket.create_connection((HOST, PORT)) as connection:
    # socket 傳的是位元組，所以送出前要用 encode()。
    connection.sendall("你好".encode())
    print(connection.recv(1024).decode())
