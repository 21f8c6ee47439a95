import socket

listener = socket.create_server(("127.0.0.1", 0))
a = socket.create_connection(listener.getsockname())
b, _ = listener.accept()
for number in range(5):
    a.sendall(b"a%d" % number)
    b.sendall(b"b%d" % number)
print(a.recv(10, socket.MSG_WAITALL), b.recv(10, socket.MSG_WAITALL))
for s in (a, b, listener):
    s.close()
