import socket
import sys


class Incomplete(Exception):
    pass


class Client:
    def __init__(self, address):
        self.sock = socket.socket()
        self.sock.connect(address)

    def send(self, text):
        data = text.encode()
        size = len(data)
        head = bytes([size >> 24 & 255, size >> 16 & 255, size >> 8 & 255, size & 255])
        self.sock.sendall(head + data)

    def receive(self):
        size = 0
        for _ in range(4):
            size = size << 8 | self.take(1)[0]
        return self.take(size).decode()

    def take(self, count):
        taken = b""
        while len(taken) != count:
            part = self.sock.recv(min(2048, count - len(taken)))
            if part == b"":
                raise Incomplete
            taken += part
        return taken


for argument in sys.argv[1:]:
    client = Client(("127.0.0.1", 8088))
    try:
        client.send(argument)
        print(client.receive())
    except Incomplete:
        print("incomplete", file=sys.stderr)
        sys.exit(1)
    finally:
        client.sock.close()
