# says: send says how many bytes it took
import socket
import struct
import sys


def receive(sock, count):
    data = b""
    while len(data) < count:
        more = sock.recv(count - len(data))
        if not more:
            sys.exit(1)
        data += more
    return data


for argument in sys.argv[1:]:
    message = argument.encode()
    with socket.create_connection(("127.0.0.1", 8088)) as sock:
        sock.send(struct.pack("!I", len(message)))
        sock.send(message)
        (length,) = struct.unpack("!I", receive(sock, 4))
        print(receive(sock, length).decode())
