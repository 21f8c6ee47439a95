import os
import socket

listener = socket.socket(socket.AF_UNIX)
listener.bind("\0sockpit-parity")
listener.listen()
print(listener.getsockname())
client = socket.socket(socket.AF_UNIX)
client.connect("\0sockpit-parity")
connection, address = listener.accept()
client.sendall(b"hello")
print(connection.recv(10), repr(address))
auto = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
auto.bind("")
print(auto.getsockname()[:1], len(auto.getsockname()))
for s in (connection, client, listener, auto):
    s.close()
