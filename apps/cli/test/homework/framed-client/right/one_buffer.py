import socket
import struct
import sys

for argument in sys.argv[1:]:
    sock = socket.create_connection(("127.0.0.1", 8088))
    payload = argument.encode()
    sock.sendall(struct.pack("!I%ds" % len(payload), len(payload), payload))
    buffer = b""
    while len(buffer) < 4 or len(buffer) < 4 + int.from_bytes(buffer[:4], "big"):
        data = sock.recv(4096)
        if not data:
            sock.close()
            sys.exit(1)
        buffer += data
    print(buffer[4:4 + int.from_bytes(buffer[:4], "big")].decode())
    sock.close()
