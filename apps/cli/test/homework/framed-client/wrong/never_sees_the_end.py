# says: recv gives b"" when the other side has closed
import socket
import struct
import sys


def receive(sock, count):
    data = b""
    while len(data) < count:
        data += sock.recv(count - len(data))
    return data


for argument in sys.argv[1:]:
    message = argument.encode()
    with socket.create_connection(("127.0.0.1", 8088)) as sock:
        sock.sendall(struct.pack("!I", len(message)) + message)
        (length,) = struct.unpack("!I", receive(sock, 4))
        print(receive(sock, length).decode())
