import re
import socket

def show(s):
    print(re.sub(r"fd=\d+", "fd=N", repr(s)))

s = socket.socket()
show(s)
s.bind(("127.0.0.1", 5050))
show(s)
s.listen()
c = socket.socket()
c.bind(("127.0.0.1", 5051))
c.connect(s.getsockname())
show(c)
a, _ = s.accept()
show(a)
u = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
show(u)
for each in (a, c, s, u):
    each.close()
    show(each)
print(repr(socket.AF_INET), str(socket.SOCK_STREAM), repr(socket.MSG_PEEK), socket.AF_INET6 == 10)
