import socket

a = socket.socket(type=socket.SOCK_DGRAM)
b = socket.socket(type=socket.SOCK_DGRAM)
c = socket.socket(type=socket.SOCK_DGRAM)
for s in (a, b):
    s.bind(("127.0.0.1", 0))
    s.settimeout(2)
c.connect(a.getsockname())
c.send(b"to a")
c.connect(b.getsockname())
c.send(b"to b")
c.sendto(b"to a again", a.getsockname())
print(a.recv(20), b.recv(20), a.recv(20))
for s in (a, b, c):
    s.close()
