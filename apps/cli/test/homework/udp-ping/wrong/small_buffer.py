# says: A datagram is cut to the size that recvfrom was given
import socket
import sys

SERVER = ("127.0.0.1", 9999)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.settimeout(1.0)
for number in (1, 2, 3):
    sock.sendto(f"ping {number}".encode(), SERVER)
    try:
        while True:
            data, peer = sock.recvfrom(1024)
            if peer == SERVER and data.startswith(f"pong {number}".encode()):
                print(data.decode())
                sys.exit(0)
    except TimeoutError:
        pass
print("lost")
sys.exit(1)
