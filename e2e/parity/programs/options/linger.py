import socket
import struct

s = socket.socket()
print(struct.unpack("ii", s.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8)))
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 5))
print(struct.unpack("ii", s.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8)))
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 4))
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 0, 0))
try:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1")
except OSError as error:
    print(error)
s.close()
