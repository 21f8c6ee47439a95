import socket

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
print(s.family, s.type, s.proto, s.gettimeout())
s.setblocking(True)
print(s.type == socket.SOCK_STREAM, isinstance(s.family, socket.AddressFamily), isinstance(s.type, socket.SocketKind))
for name in ("family", "type", "proto"):
    try:
        setattr(s, name, 1)
    except AttributeError as error:
        print(name, type(error).__name__)
try:
    s.anything = 1
except AttributeError as error:
    print(type(error).__name__)
print(socket.SocketType, type(s), isinstance(s, socket.SocketType))
s.close()
