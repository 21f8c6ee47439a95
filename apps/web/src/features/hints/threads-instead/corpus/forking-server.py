import socket
import socketserver
import threading

class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline().swapcase())

class Server(socketserver.ForkingMixIn, socketserver.TCPServer):
    allow_reuse_address = True

with Server(("127.0.0.1", 0), Handler) as server:
    threading.Thread(target=server.serve_forever).start()
    with socket.create_connection(server.server_address) as sock:
        sock.sendall(b"Swap\n")
        print(sock.recv(100))
    server.shutdown()
