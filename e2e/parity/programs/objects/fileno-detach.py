import socket

s = socket.socket()
fd = s.fileno()
print(fd >= 3, s.detach() == fd, s.fileno())
again = socket.socket(fileno=fd)
print(again.family, again.type, again.fileno() == fd)
again.detach()
socket.close(fd)
try:
    socket.close(fd)
except OSError as error:
    print(error)
