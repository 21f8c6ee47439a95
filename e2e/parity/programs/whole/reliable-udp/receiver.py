import socket
import struct

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 6014))
print("bound")
wanted, seen, message = 0, {}, b""
while True:
    packet, address = s.recvfrom(1000)
    number, = struct.unpack("!I", packet[:4])
    seen[number] = seen.get(number, 0) + 1
    if number % 2 == 1 and seen[number] == 1:
        continue
    s.sendto(packet[:4], address)
    if number == wanted:
        message += packet[4:]
        wanted += 1
        if len(packet) == 4:
            break
print(message.decode())
s.close()
