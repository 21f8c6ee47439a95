import socket

with socket.create_connection(("127.0.0.1", 6022)) as s:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
    print(s.sendall(b"." * 500_000))
