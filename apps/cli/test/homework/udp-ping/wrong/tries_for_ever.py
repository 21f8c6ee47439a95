# says: After three pings without an answer, give up
import itertools
import socket
import sys

SERVER = ("127.0.0.1", 9999)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.settimeout(1.0)
for number in itertools.count(1):
    sock.sendto(f"ping {number}".encode(), SERVER)
    try:
        while True:
            data, peer = sock.recvfrom(65535)
            if peer == SERVER and data.startswith(f"pong {number}".encode()):
                print(data.decode())
                sys.exit(0)
    except TimeoutError:
        pass
