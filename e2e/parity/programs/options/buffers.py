import socket

s = socket.socket()
for name in ("SO_RCVBUF", "SO_SNDBUF"):
    option = getattr(socket, name)
    print(name, s.getsockopt(socket.SOL_SOCKET, option) > 0)
    for value in (0, 5000, 20_000):
        s.setsockopt(socket.SOL_SOCKET, option, value)
        print(value, s.getsockopt(socket.SOL_SOCKET, option))
s.close()
