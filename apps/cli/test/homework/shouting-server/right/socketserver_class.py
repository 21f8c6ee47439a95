import socketserver


class Shout(socketserver.StreamRequestHandler):
    def handle(self):
        try:
            for line in self.rfile:
                self.wfile.write(line.upper())
                if line == b"bye\n":
                    self.server.done = True
                    return
        except ConnectionResetError:
            pass


class Server(socketserver.TCPServer):
    allow_reuse_address = True
    done = False


with Server(("127.0.0.1", 8088), Shout) as server:
    while not server.done:
        server.handle_request()
