import socket

listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
client.sendall(b"never read")
print(server.recv(5, socket.MSG_PEEK))
server.close()
try:
    print(client.recv(10))
except ConnectionResetError as error:
    print(error, error.errno)
client.close()
listener.close()
