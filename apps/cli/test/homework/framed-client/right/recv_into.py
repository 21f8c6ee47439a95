import socket
import struct
import sys


def read_exactly(sock, size):
    buffer = bytearray(size)
    view = memoryview(buffer)
    while view:
        count = sock.recv_into(view)
        if count == 0:
            raise ConnectionError("closed")
        view = view[count:]
    return buffer


for argument in sys.argv[1:]:
    with socket.create_connection(("127.0.0.1", 8088), timeout=5) as sock:
        text = argument.encode()
        sock.sendall(struct.pack("!i", len(text)))
        sock.sendall(text)
        size, = struct.unpack("!i", read_exactly(sock, 4))
        print(read_exactly(sock, size).decode())
