import socket
import struct
import sys


def main(arguments):
    for argument in arguments:
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        sock.connect(("127.0.0.1", 8088))
        body = argument.encode()
        data = struct.pack(">L", len(body)) + body
        while data:
            data = data[sock.send(data):]
        header = read(sock, 4)
        print(str(read(sock, struct.unpack(">L", header)[0]), "utf-8"))
        sock.close()


def read(sock, size):
    chunks = []
    while size > 0:
        chunk = sock.recv(size, socket.MSG_WAITALL)
        if chunk == b"":
            sock.close()
            sys.exit(1)
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


main(sys.argv[1:])
