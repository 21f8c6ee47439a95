import socket

clients = [socket.create_connection(("127.0.0.1", 6003)) for _ in range(3)]
for number, client in enumerate(clients):
    client.sendall(f"Client {number}".encode())
print([client.recv(100) for client in clients])
for client in clients:
    client.close()
