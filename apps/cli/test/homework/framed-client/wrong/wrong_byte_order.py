# says: The length is in the wrong byte order
import socket
import struct
import sys

for argument in sys.argv[1:]:
    message = argument.encode()
    with socket.create_connection(("127.0.0.1", 8088)) as sock, sock.makefile("rb") as stream:
        sock.sendall(struct.pack("<I", len(message)) + message)
        (length,) = struct.unpack("<I", stream.read(4))
        print(stream.read(length).decode())
