import socket

with socket.create_connection(("::1", 8090)) as s:
    print(s.family.name, s.getpeername(), len(s.getsockname()))
    s.sendall(b"over six")
    print(s.recv(100))
