import array
import socket

a, b = socket.socketpair()
buffer = bytearray(8)
a.sendall(b"abcdefghij")
print(b.recv_into(buffer), buffer)
print(b.recv_into(memoryview(buffer)[4:]), buffer)
a.sendall(b"12345678")
print(b.recv_into(buffer, 3), buffer)
numbers = array.array("H", [0, 0])
print(b.recv_into(numbers), numbers.tobytes())
print(b.recv_into(buffer, 0, socket.MSG_PEEK), buffer)
u = socket.socket(type=socket.SOCK_DGRAM)
u.bind(("127.0.0.1", 0))
u.sendto(b"datagram", u.getsockname())
count, address = u.recvfrom_into(buffer, 4)
print(count, address == u.getsockname(), buffer)
for s in (a, b, u):
    s.close()
