import socket

listener = socket.create_server(("127.0.0.1", 0))
a = socket.create_connection(listener.getsockname())
b, _ = listener.accept()
a.sendall(b"12345")
a.sendall(b"67890")
print(b.recv(10, socket.MSG_WAITALL))
a.sendall(b"end")
a.close()
print(b.recv(10, socket.MSG_WAITALL))
print(b.recv(10, socket.MSG_WAITALL))
for s in (b, listener):
    s.close()
