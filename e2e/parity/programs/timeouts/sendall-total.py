import socket
import time

a, b = socket.socketpair()
a.settimeout(0.3)
start = time.monotonic()
try:
    a.sendall(bytes(50_000_000))
except TimeoutError as error:
    print(error)
print(0.29 < time.monotonic() - start < 3)
a.close()
b.close()
