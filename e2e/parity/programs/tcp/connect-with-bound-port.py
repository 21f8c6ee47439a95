import socket

listener = socket.create_server(("127.0.0.1", 0))
client = socket.socket()
client.bind(("127.0.0.1", 5555))
client.connect(listener.getsockname())
server, address = listener.accept()
print(address)
for s in (server, client, listener):
    s.close()
