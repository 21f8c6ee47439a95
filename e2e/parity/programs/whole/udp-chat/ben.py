import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 6013))
for text in ("hello", "bye"):
    s.sendto(text.encode(), ("127.0.0.1", 6012))
    data, address = s.recvfrom(1000)
    print(address, data.decode())
s.close()
