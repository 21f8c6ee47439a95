# says: recv gives what has arrived, at most what was asked for: call it until
import socket
import struct
import sys

for argument in sys.argv[1:]:
    message = argument.encode()
    with socket.create_connection(("127.0.0.1", 8088)) as sock:
        sock.sendall(struct.pack("!I", len(message)) + message)
        (length,) = struct.unpack("!I", sock.recv(4))
        reply = sock.recv(length)
        if len(reply) < length:
            sys.exit(1)
        print(reply.decode())
