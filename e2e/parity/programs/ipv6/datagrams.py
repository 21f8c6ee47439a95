import socket

a = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
a.bind(("::1", 0))
b = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
print(b.sendto(b"two parts", ("::1", a.getsockname()[1])))
print(b.sendto(b"four parts", ("::1", a.getsockname()[1], 0, 0)))
for _ in range(2):
    data, address = a.recvfrom(100)
    print(data, address[0], address[2:])
for wrong in (("::1",), ("::1", 1, 2, 3, 4), ("::1", -1), ("::1", 1, -1), ("::1", 1, 0x200000)):
    try:
        b.sendto(b"x", wrong)
        print(wrong, "sent")
    except Exception as error:
        print(wrong, type(error).__name__, error)
a.close()
b.close()
