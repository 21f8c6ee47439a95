# says: The length says when the answer is whole
import socket
import struct
import sys

for argument in sys.argv[1:]:
    message = argument.encode()
    with socket.create_connection(("127.0.0.1", 8088)) as sock:
        sock.sendall(struct.pack("!I", len(message)) + message)
        reply = b""
        while data := sock.recv(4096):
            reply += data
            if len(reply) == 29:
                print(reply[4:22].decode(), flush=True)
        if len(reply) < 22:
            sys.exit(1)
