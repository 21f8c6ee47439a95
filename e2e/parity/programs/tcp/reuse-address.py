import socket

listener = socket.create_server(("127.0.0.1", 0))
address = listener.getsockname()
client = socket.create_connection(address)
server, _ = listener.accept()
server.close()
print(client.recv(1))
client.close()
listener.close()

plain = socket.socket()
try:
    plain.bind(address)
except OSError as error:
    print(error.errno, error.strerror)
plain.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
plain.bind(address)
plain.listen()
print("bound again")
plain.close()
