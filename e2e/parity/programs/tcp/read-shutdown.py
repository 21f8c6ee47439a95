import socket

listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
server.sendall(b"early")
print(client.recv(5, socket.MSG_PEEK))
client.shutdown(socket.SHUT_RD)
print(client.recv(100))
print(client.recv(100))
server.close()
client.close()
listener.close()
