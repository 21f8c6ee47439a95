import socket

# 用主機名稱指定伺服器；127.0.0.1 指的是這台主機自己。
HOST, PORT = "server", 8088

with socket.create_connection((HOST, PORT)) as connection:
    connection.sendall("你好".encode())
    print(connection.recv(1024).decode())
