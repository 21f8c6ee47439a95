import socket
import time

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(0.4)
lost = 0
for number in range(10):
    start = time.perf_counter()
    s.sendto(f"ping {number}".encode(), ("127.0.0.1", 12000))
    try:
        reply, address = s.recvfrom(1024)
        print(reply.decode(), address, time.perf_counter() - start < 0.4)
    except socket.timeout:
        lost += 1
        print(f"ping {number} timed out")
print(f"{lost} lost, {lost * 10} %")
s.close()
