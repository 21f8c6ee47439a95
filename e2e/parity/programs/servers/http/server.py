import json
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def reply(self, status, body, kind="text/plain"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == "/hello":
            self.reply(200, "哈囉".encode())
        else:
            self.reply(404, b"not here")

    def do_POST(self):
        data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.reply(201, json.dumps({"sum": sum(data)}).encode(), "application/json")

    def log_message(self, format, *args):
        print(format % args)

with HTTPServer(("127.0.0.1", 8000), Handler) as server:
    print("serving")
    for _ in range(3):
        server.handle_request()
