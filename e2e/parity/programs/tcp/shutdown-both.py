import socket

listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
client.shutdown(socket.SHUT_RDWR)
print(client.recv(10), server.recv(10))
try:
    client.shutdown(socket.SHUT_RDWR)
    print("again: accepted")
except OSError as error:
    print(type(error).__name__, error.errno, error.strerror)
try:
    client.send(b"x")
except OSError as error:
    print(type(error).__name__, error.errno, error.strerror)
server.close()
client.close()
listener.close()
