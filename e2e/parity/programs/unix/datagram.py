import os
import socket

server = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
server.bind("server.sock")
client = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
client.bind("client.sock")
for word in (b"one", b"two", b"three"):
    client.sendto(word, "server.sock")
for _ in range(3):
    data, address = server.recvfrom(100)
    print(data, address)
    server.sendto(data.upper(), address)
print([client.recv(100) for _ in range(3)])
nameless = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
nameless.connect("server.sock")
nameless.send(b"from nobody")
print(server.recvfrom(100))
for s in (server, client, nameless):
    s.close()
os.unlink("server.sock")
os.unlink("client.sock")
