import os
import socket
import socketserver
import threading

class Datagram(socketserver.DatagramRequestHandler):
    def handle(self):
        self.wfile.write(b"got " + self.rfile.read())

class Stream(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"unix " + self.rfile.readline())

with socketserver.UDPServer(("127.0.0.1", 0), Datagram) as server:
    threading.Thread(target=server.handle_request).start()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.sendto(b"datagram", server.server_address)
        print(s.recv(100))
with socketserver.UnixStreamServer("server.sock", Stream) as server:
    threading.Thread(target=server.handle_request).start()
    with socket.socket(socket.AF_UNIX) as s:
        s.connect("server.sock")
        s.sendall(b"line\n")
        print(s.recv(100))
os.unlink("server.sock")
