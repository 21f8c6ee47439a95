import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 12000))
print("bound")
for number in range(10):
    message, address = s.recvfrom(1024)
    if number % 3 == 1:
        print("dropped", message.decode())
        continue
    s.sendto(message.upper(), address)
s.close()
