import socket

listener = socket.create_server(("127.0.0.1", 0), backlog=10)
clients = [socket.create_connection(listener.getsockname()) for _ in range(8)]
ports = [client.getsockname()[1] for client in clients]
accepted = [listener.accept() for _ in clients]
print([address[1] for _, address in accepted] == ports)
for number, client in enumerate(clients):
    client.sendall(str(number).encode())
print([connection.recv(10) for connection, _ in accepted])
for s in [listener, *clients, *(connection for connection, _ in accepted)]:
    s.close()
