import socket

with socket.create_connection(("127.0.0.1", 6011)) as s:
    for _ in range(100):
        s.sendall("some words, 一些字 ".encode())
    s.shutdown(socket.SHUT_WR)
    print(s.recv(1000).decode())
    print(s.recv(1000))
