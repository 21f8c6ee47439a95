import socket

s = socket.socket()
for name in ("SO_REUSEADDR", "SO_REUSEPORT", "SO_KEEPALIVE", "SO_BROADCAST", "SO_OOBINLINE", "SO_DONTROUTE"):
    option = getattr(socket, name)
    before = s.getsockopt(socket.SOL_SOCKET, option)
    s.setsockopt(socket.SOL_SOCKET, option, 1)
    after = s.getsockopt(socket.SOL_SOCKET, option)
    s.setsockopt(socket.SOL_SOCKET, option, False)
    print(name, before, after, s.getsockopt(socket.SOL_SOCKET, option))
for name, value in (("SO_RCVLOWAT", 5), ("SO_PRIORITY", 3)):
    s.setsockopt(socket.SOL_SOCKET, getattr(socket, name), value)
    print(name, s.getsockopt(socket.SOL_SOCKET, getattr(socket, name)))
s.close()
