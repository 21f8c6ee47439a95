import select
import socket
import time

a, b = socket.socketpair()
start = time.monotonic()
print(select.select([a], [], [], 0.2))
print(0.19 < time.monotonic() - start < 2)
start = time.monotonic()
print(select.select([], [], [], 0.1))
print(0.09 < time.monotonic() - start < 2)
a.close()
b.close()
