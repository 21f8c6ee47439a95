# says: wait with a timeout, and send the next ping
import socket

SERVER = ("127.0.0.1", 9999)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.sendto(b"ping 1", SERVER)
data, peer = sock.recvfrom(65535)
print(data.decode())
