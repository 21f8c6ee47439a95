import socket

numeric = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV
print(socket.getnameinfo(("127.0.0.1", 80), numeric))
print(socket.getnameinfo(("::1", 80, 0, 0), numeric))
print(socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST))
print(socket.getnameinfo(("127.0.0.1", 53), socket.NI_NUMERICHOST | socket.NI_DGRAM))
for wrong in (("127.0.0.1",), "127.0.0.1", ("127.0.0.1", "80"), ("localhost", 80, 0, 0, 0)):
    try:
        print(socket.getnameinfo(wrong, numeric))
    except Exception as error:
        print(wrong, type(error).__name__)
