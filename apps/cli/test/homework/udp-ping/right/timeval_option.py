import socket
import struct
import sys

SERVER = ("127.0.0.1", 9999)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 1, 0))
for number in range(1, 4):
    sock.sendto(("ping %d" % number).encode(), SERVER)
    try:
        while True:
            data, peer = sock.recvfrom(65536)
            if peer == SERVER and data[:6] == ("pong %d" % number).encode():
                print(data.decode())
                sys.exit()
    except BlockingIOError:
        pass
print("lost")
sys.exit(1)
