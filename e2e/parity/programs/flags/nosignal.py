import socket

a, b = socket.socketpair()
b.close()
for flags in (0, socket.MSG_NOSIGNAL):
    try:
        a.send(b"x", flags)
    except BrokenPipeError as error:
        print(error)
a.close()
