import socket

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(1)
clients = []
for number in range(4):
    client = socket.socket()
    client.settimeout(30 if number < 2 else 0.5)
    clients.append(client)
    try:
        client.connect(listener.getsockname())
        print(number, "connected")
    except TimeoutError as error:
        print(number, error)
for client in clients:
    client.close()
listener.close()
