import socket

a, b = socket.socketpair()
try:
    a.recv(1, socket.MSG_DONTWAIT)
except BlockingIOError as error:
    print(error)
print(a.getblocking())
b.send(b"x")
print(a.recv(10, socket.MSG_DONTWAIT))
a.close()
b.close()
