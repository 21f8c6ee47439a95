import socket

a, b = socket.socketpair()
a.setblocking(False)
try:
    a.recv(1)
except BlockingIOError as error:
    print(error.errno, error)
b.send(b"x")
print(a.recv(1))
listener = socket.create_server(("127.0.0.1", 0))
listener.setblocking(False)
try:
    listener.accept()
except BlockingIOError as error:
    print(error)
for s in (a, b, listener):
    s.close()
