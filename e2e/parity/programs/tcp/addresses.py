import socket

listener = socket.socket()
print(listener.getsockname())
listener.bind(("127.0.0.1", 0))
listener.listen(1)
client = socket.socket()
client.connect(listener.getsockname())
connection, address = listener.accept()
print(client.getsockname() == address == connection.getpeername())
print(client.getpeername() == listener.getsockname() == connection.getsockname())
print(type(address), len(address), address[0])
for s in (listener, client, connection):
    s.close()
