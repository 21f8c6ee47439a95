import socket

a, b = socket.socketpair()
a.sendall(b"look")
print(b.recv(2, socket.MSG_PEEK), b.recv(10, socket.MSG_PEEK), b.recv(10))
u = socket.socket(type=socket.SOCK_DGRAM)
u.bind(("127.0.0.1", 0))
u.sendto(b"datagram", u.getsockname())
print(u.recvfrom(4, socket.MSG_PEEK)[0], u.recvfrom(100)[0])
buffer = bytearray(4)
a.send(b"into")
print(b.recv_into(buffer, 0, socket.MSG_PEEK), buffer, b.recv(10))
for s in (a, b, u):
    s.close()
