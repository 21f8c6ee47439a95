# says: A datagram can be lost, and nobody says so
import socket
import sys

SERVER = ("127.0.0.1", 9999)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.settimeout(1.0)
sock.sendto(b"ping 1", SERVER)
try:
    data, peer = sock.recvfrom(65535)
    print(data.decode())
except TimeoutError:
    print("lost")
    sys.exit(1)
