import socket

clients = [socket.create_connection(("127.0.0.1", 6000)) for _ in range(3)]
for word in (b"first", b"second"):
    for client in reversed(clients):
        client.sendall(word)
        print(client.recv(100))
for client in clients:
    client.close()
