import socket
import time

a, b = socket.socketpair()
a.settimeout(0.2)
print(a.gettimeout(), a.getblocking())
start = time.monotonic()
try:
    a.recv(1)
except TimeoutError as error:
    print(repr(error), error.errno, socket.timeout is TimeoutError)
print(0.19 < time.monotonic() - start < 2)
b.send(b"late")
print(a.recv(10))
a.close()
b.close()
