import socket
import sys

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 6020))
listener.listen(0)
print("listening")
first, _ = listener.accept()
print(first.recv(100))
second, _ = listener.accept()
print(second.recv(100))
for s in (first, second, listener):
    s.close()
