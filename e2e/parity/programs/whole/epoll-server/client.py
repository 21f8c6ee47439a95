import socket

for size in (100_000, 5):
    with socket.create_connection(("127.0.0.1", 6005)) as s:
        s.sendall(bytes(size))
        s.shutdown(socket.SHUT_WR)
        print(s.recv(1))
