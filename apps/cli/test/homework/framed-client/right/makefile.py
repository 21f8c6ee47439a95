import socket
import sys


def ask(text):
    data = text.encode("utf-8")
    with socket.create_connection(("127.0.0.1", 8088)) as sock, sock.makefile("rwb") as stream:
        stream.write(len(data).to_bytes(4, "big"))
        stream.write(data)
        stream.flush()
        size = int.from_bytes(stream.read(4), "big")
        reply = stream.read(size)
    if len(reply) < size:
        raise EOFError("the reply is not whole")
    return reply.decode("utf-8")


for argument in sys.argv[1:]:
    print(ask(argument))
