import socket

def make():
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.bind(("127.0.0.1", 0))
    s.settimeout(0.2)
    return s

a, b, stranger = make(), make(), make()
a.connect(b.getsockname())
print(a.getpeername() == b.getsockname())
print(a.send(b"hello"), b.recvfrom(10)[0])
stranger.sendto(b"not heard", a.getsockname())
b.sendto(b"heard", a.getsockname())
print(a.recv(100))
try:
    a.recv(100)
except TimeoutError as error:
    print(error)
for s in (a, b, stranger):
    s.close()
