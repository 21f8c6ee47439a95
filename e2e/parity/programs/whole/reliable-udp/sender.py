import socket
import struct

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(1)
chunks = [b"one ", b"two ", b"three", b""]
resent = 0
for number, chunk in enumerate(chunks):
    packet = struct.pack("!I", number) + chunk
    while True:
        s.sendto(packet, ("127.0.0.1", 6014))
        try:
            if s.recv(100) == packet[:4]:
                break
        except TimeoutError:
            resent += 1
print("sent again:", resent)
s.close()
