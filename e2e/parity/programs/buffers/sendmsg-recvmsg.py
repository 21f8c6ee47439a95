import socket

a, b = socket.socketpair()
print(a.sendmsg([b"one", bytearray(b"two"), memoryview(b"three")]))
print(b.recvmsg(100))
a.send(b"0123456789")
first, second = bytearray(4), bytearray(4)
print(b.recvmsg_into([first, second]), first, second)
print(b.recvmsg(1), b.recvmsg(100))
u = socket.socket(type=socket.SOCK_DGRAM)
v = socket.socket(type=socket.SOCK_DGRAM)
v.bind(("127.0.0.1", 0))
print(u.sendmsg([b"to ", b"you"], [], 0, v.getsockname()))
data, ancillary, flags, address = v.recvmsg(3)
print(data, ancillary, flags == socket.MSG_TRUNC, address[0])
print(u.sendmsg([], [], 0, v.getsockname()), v.recvmsg(10)[0])
for wrong in (lambda: a.sendmsg(b"x"), lambda: a.sendmsg(["x"]), lambda: a.sendmsg(), lambda: b.recvmsg(-1)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
for s in (a, b, u, v):
    s.close()
