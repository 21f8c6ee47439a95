import socket
import struct

with socket.create_server(("127.0.0.1", 6021)) as listener:
    print("listening")
    connection, _ = listener.accept()
    print(connection.recv(100))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
print("reset")
