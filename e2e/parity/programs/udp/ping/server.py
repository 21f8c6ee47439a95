import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    s.bind(("127.0.0.1", 9000))
    print("bound")
    for _ in range(3):
        data, address = s.recvfrom(2048)
        print(data, "from", address[0])
        print(s.sendto(data.upper(), address))
