import socket
import struct

s = socket.socket(type=socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 0))
for name in ("SO_RCVTIMEO", "SO_SNDTIMEO"):
    option = getattr(socket, name)
    print(struct.unpack("qq", s.getsockopt(socket.SOL_SOCKET, option, 16)))
    s.setsockopt(socket.SOL_SOCKET, option, struct.pack("qq", 1, 500_000))
    print(name, struct.unpack("qq", s.getsockopt(socket.SOL_SOCKET, option, 16)))
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("qq", 0, 100_000))
try:
    s.recv(1)
except BlockingIOError as error:
    print(error, s.gettimeout())
s.close()
