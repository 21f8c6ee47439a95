"""A program may have a thousand sockets open: RLIMIT_NOFILE allows 1,024 descriptors on Linux."""
import select
import socket

sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(1000)]
print(len(sockets), sockets[-1].fileno() < 1024)
print(select.select([], sockets[-3:], [], 0)[1] == sockets[-3:])
for s in sockets:
    s.close()
