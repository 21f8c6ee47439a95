import socket

listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
for word in (b"one ", b"two ", b"three"):
    print(client.send(word))
client.close()
pieces = []
while piece := server.recv(4):
    pieces.append(piece)
print(b"".join(pieces), [len(piece) for piece in pieces])
server.close()
listener.close()
