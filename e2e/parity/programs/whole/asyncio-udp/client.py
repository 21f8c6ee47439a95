import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    s.settimeout(10)
    for number in range(3):
        s.sendto(b"%d" % number, ("127.0.0.1", 6008))
        print(s.recvfrom(100))
