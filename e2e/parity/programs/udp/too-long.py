import socket

a = socket.socket(type=socket.SOCK_DGRAM)
a.bind(("127.0.0.1", 0))
b = socket.socket(type=socket.SOCK_DGRAM)
print(b.sendto(bytes(65507), a.getsockname()))
print(len(a.recv(70000)))
try:
    b.sendto(bytes(65508), a.getsockname())
except OSError as error:
    print(type(error).__name__, error)
a.close()
b.close()
