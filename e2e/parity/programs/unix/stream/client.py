import socket

with socket.socket(socket.AF_UNIX) as s:
    s.connect("./echo.sock")
    print(repr(s.getsockname()), s.getpeername())
    s.sendall(b"stressed")
    print(s.recv(100))
