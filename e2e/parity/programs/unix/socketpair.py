import socket

a, b = socket.socketpair()
print(a.family.name, a.type.name, repr(a.getsockname()), repr(a.getpeername()))
a.sendall(b"ping")
print(b.recv(10))
b.close()
print(a.recv(10))
a.close()
a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
a.send(b"one")
a.send(b"two")
print(b.recv(100), b.recv(100))
a.close()
b.close()
try:
    socket.socketpair(socket.AF_INET)
except OSError as error:
    print(error)
