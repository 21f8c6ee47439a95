import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(1)
lost = 0
for number in range(10):
    s.sendto(f"ping {number}".encode(), ("127.0.0.1", 12000))
    try:
        reply, address = s.recvfrom(1024)
        print(reply.decode(), address)
    except socket.timeout:
        lost += 1
        print(f"ping {number} timed out")
print(f"{lost} lost, {lost * 10} %")
s.close()
