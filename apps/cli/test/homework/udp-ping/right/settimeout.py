import socket
import sys
import time

SERVER = ("127.0.0.1", 9999)

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for number in (1, 2, 3):
    sock.sendto(f"ping {number}".encode(), SERVER)
    end = time.monotonic() + 1.0
    while (left := end - time.monotonic()) > 0:
        sock.settimeout(left)
        try:
            data, peer = sock.recvfrom(65535)
        except TimeoutError:
            break
        if peer == SERVER and data.startswith(f"pong {number}".encode()):
            print(data.decode())
            sys.exit(0)
print("lost")
sys.exit(1)
