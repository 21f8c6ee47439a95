import socket

a = socket.socket(type=socket.SOCK_DGRAM)
a.bind(("127.0.0.1", 0))
b = socket.socket(type=socket.SOCK_DGRAM)
b.sendto(b"a long datagram", a.getsockname())
b.sendto(b"", a.getsockname())
b.sendto(b"short", a.getsockname())
print(a.recv(6))
print(a.recv(100))
print(a.recvfrom(100)[0])
a.close()
b.close()
