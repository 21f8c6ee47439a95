import socket

a = socket.socket(type=socket.SOCK_DGRAM)
a.bind(("127.0.0.1", 0))
b = socket.socket(type=socket.SOCK_DGRAM)
print(b.getsockname())
b.sendto(b"x", a.getsockname())
host, port = b.getsockname()
print(host, port > 0, a.recvfrom(1)[1][1] == port)
try:
    b.getpeername()
except OSError as error:
    print(error)
a.close()
b.close()
