import socketserver

class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        print("request from", self.client_address[0])
        for line in self.rfile:
            self.wfile.write(line.strip()[::-1] + b"\n")

socketserver.TCPServer.allow_reuse_address = True
with socketserver.TCPServer(("127.0.0.1", 9100), Handler) as server:
    print("serving")
    for _ in range(2):
        server.handle_request()
print("closed")
