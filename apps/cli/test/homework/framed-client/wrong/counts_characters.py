# says: The length counts bytes, not characters
import socket
import struct
import sys

for argument in sys.argv[1:]:
    message = argument
    with socket.create_connection(("127.0.0.1", 8088)) as sock, sock.makefile("rb") as stream:
        sock.sendall(struct.pack("!I", len(message)) + message.encode())
        (length,) = struct.unpack("!I", stream.read(4))
        reply = stream.read(length)
        if len(reply) < length:
            sys.exit(1)
        print(reply.decode())
