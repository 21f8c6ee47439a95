import socket

u = socket.socket(type=socket.SOCK_DGRAM)
u.bind(("127.0.0.1", 0))
u.sendto(b"0123456789", u.getsockname())
buffer = bytearray(4)
print(u.recv_into(buffer, 4, socket.MSG_TRUNC), buffer)
u.close()
