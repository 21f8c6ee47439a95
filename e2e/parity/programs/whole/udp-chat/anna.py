import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 6012))
print("anna is there")
for _ in range(2):
    data, ben = s.recvfrom(1000)
    print("ben:", data.decode())
    s.sendto("是的,".encode() + data, ben)
s.close()
