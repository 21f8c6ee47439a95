import socket

a, b = socket.socketpair()
f = a.makefile("rwb")
a.close()
print(a.fileno() != -1)
f.write(b"still open")
f.flush()
print(b.recv(100))
f.close()
print(a.fileno(), b.recv(100))
b.close()
