import array
import socket

a, b = socket.socketpair()
for data in (b"bytes", bytearray(b"bytearray"), memoryview(b"memoryview")[6:], array.array("B", b"array"), b""):
    print(type(data).__name__, a.send(data), a.sendall(data))
a.close()
received = b""
while piece := b.recv(7):
    received += piece
print(received)
b.close()
