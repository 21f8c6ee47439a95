import socket


class Connection:
    def __init__(self, sock):
        self.sock = sock

    def lines(self):
        pending = b""
        while chunk := self.receive():
            pending += chunk
            *whole, pending = pending.split(b"\n")
            yield from whole

    def receive(self):
        try:
            return self.sock.recv(16)
        except OSError:
            return b""

    def answer(self, line):
        self.sock.sendall(line.upper() + b"\n")


class Server:
    def __init__(self, address):
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.sock.bind(address)
        self.sock.listen(5)

    def run(self):
        while True:
            client, _ = self.sock.accept()
            with client:
                connection = Connection(client)
                for line in connection.lines():
                    connection.answer(line)
                    if line == b"bye":
                        self.sock.close()
                        return


Server(("127.0.0.1", 8088)).run()
