import socket

for count in (1, 10, 100, 3):
    with socket.create_connection(("127.0.0.1", 6009)) as s:
        s.sendall(" ".join(map(str, range(count))).encode())
        print(s.recv(100))
