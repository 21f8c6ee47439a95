# says: The answer ends where its length says
import socket
import struct
import sys

for argument in sys.argv[1:]:
    message = argument.encode()
    sock = socket.create_connection(("127.0.0.1", 8088))
    sock.sendall(struct.pack("!I", len(message)) + message)
    sock.shutdown(socket.SHUT_WR)
    reply = b""
    while data := sock.recv(4096):
        reply += data
    if len(reply) < 10:
        sys.exit(1)
    print(reply[4:].decode())
    sock.close()
