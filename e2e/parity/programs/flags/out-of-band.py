import select
import socket

listener = socket.create_server(("127.0.0.1", 0))
a = socket.create_connection(listener.getsockname())
b, _ = listener.accept()
a.sendall(b"abc")
print(a.send(b"!", socket.MSG_OOB))
a.sendall(b"def")
readable, _, urgent = select.select([b], [], [b], 5)
print(readable == [b], urgent == [b])
print(b.recv(1, socket.MSG_OOB))
print(b.recv(100), b.recv(100))
try:
    b.recv(1, socket.MSG_OOB)
except OSError as error:
    print(type(error).__name__, error.errno)
b.setsockopt(socket.SOL_SOCKET, socket.SO_OOBINLINE, 1)
a.send(b"?", socket.MSG_OOB)
print(b.recv(100))
for s in (a, b, listener):
    s.close()
