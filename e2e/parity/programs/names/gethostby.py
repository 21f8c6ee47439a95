import socket

print(socket.gethostbyname("127.0.0.1"))
print(socket.gethostbyname("localhost"))
print(socket.gethostbyname(""))
print(socket.gethostbyname_ex("127.0.0.1"))
for wrong in ("::1", 5, None):
    try:
        print(socket.gethostbyname(wrong))
    except Exception as error:
        print(repr(wrong), type(error).__name__)
