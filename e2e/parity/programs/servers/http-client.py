import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = f"{self.command} {self.path}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass

server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
connection = http.client.HTTPConnection(*server.server_address, timeout=5)
for path in ("/one", "/two?x=1"):
    connection.request("GET", path)
    response = connection.getresponse()
    print(response.status, response.reason, response.version, response.read())
connection.close()
server.shutdown()
server.server_close()
try:
    connection.request("GET", "/gone")
except ConnectionRefusedError as error:
    print(error)
