import socket
import struct

listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
server.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
print(struct.unpack("ii", server.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8)))
server.close()
try:
    client.recv(1)
except ConnectionResetError as error:
    print(repr(error))
try:
    client.send(b"x")
except BrokenPipeError as error:
    print(repr(error))
client.close()
listener.close()
