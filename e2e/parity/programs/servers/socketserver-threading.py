import socket
import socketserver
import threading

class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        data = self.request.recv(1024)
        self.request.sendall(data.upper())

class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True

with Server(("127.0.0.1", 0), Handler) as server:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    clients = [socket.create_connection(server.server_address) for _ in range(5)]
    for number, client in reversed(list(enumerate(clients))):
        client.sendall(b"client %d" % number)
        print(client.recv(100))
        client.close()
    server.shutdown()
    thread.join()
print("down", thread.is_alive())
