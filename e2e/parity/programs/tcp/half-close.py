import socket

listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
client.sendall(b"question")
client.shutdown(socket.SHUT_WR)
print(server.recv(100), server.recv(100))
server.sendall(b"answer")
print(client.recv(100))
try:
    client.send(b"more")
except BrokenPipeError as error:
    print(repr(error), error.errno)
server.close()
print(client.recv(100))
client.close()
listener.close()
