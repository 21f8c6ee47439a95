import select
import socket
import sys
import time

SERVER = ("127.0.0.1", 9999)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.setblocking(False)
poll = select.poll()
poll.register(sock, select.POLLIN)


def wait_for(prefix, until):
    while True:
        left = until - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            return None
        data, peer = sock.recvfrom(9000)
        if peer == SERVER and data.startswith(prefix):
            return data


for number in range(1, 4):
    sock.sendto(b"ping " + str(number).encode(), SERVER)
    if data := wait_for(b"pong " + str(number).encode(), time.monotonic() + 1.0):
        print(data.decode())
        raise SystemExit
print("lost")
raise SystemExit(1)
