import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    s.settimeout(5)
    for number in range(3):
        print(s.sendto(f"ping {number}".encode(), ("127.0.0.1", 9000)))
        data, address = s.recvfrom(2048)
        print(data, address)
