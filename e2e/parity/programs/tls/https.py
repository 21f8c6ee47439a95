import http.client
import ssl
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answer(200, f"you asked for {self.path}".encode())

    def do_POST(self):
        self.answer(201, self.rfile.read(int(self.headers["Content-Length"]))[::-1])

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass

class Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        pass

server = Server(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("server.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
thread.start()
trusting = ssl.create_default_context(cafile="ca.pem")
connection = http.client.HTTPSConnection("localhost", server.server_port, context=trusting, timeout=5)
connection.request("GET", "/one")
response = connection.getresponse()
print(response.status, response.read())
connection.request("POST", "/two", body="abc" * 10_000)
response = connection.getresponse()
print(response.status, len(response.read()))
connection.close()
with urllib.request.urlopen(f"https://localhost:{server.server_port}/three", context=trusting) as response:
    print(response.status, response.read())
try:
    urllib.request.urlopen(f"https://localhost:{server.server_port}/four")
except urllib.error.URLError as error:
    print(error)
server.shutdown()
thread.join()
server.server_close()
