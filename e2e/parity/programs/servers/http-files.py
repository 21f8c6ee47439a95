import functools
import http.server
import os
import threading
import urllib.request

os.makedirs("site", exist_ok=True)
with open("site/page.html", "w") as f:
    f.write("<p>hello</p>")

class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass

server = http.server.HTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory="site"))
thread = threading.Thread(target=lambda: [server.handle_request() for _ in range(3)])
thread.start()
base = "http://%s:%d" % server.server_address
with urllib.request.urlopen(base + "/page.html") as response:
    print(response.headers["Content-Type"], response.read())
with urllib.request.urlopen(base + "/") as response:
    print("page.html" in response.read().decode())
try:
    urllib.request.urlopen(base + "/none.html")
except urllib.error.HTTPError as error:
    print(error.code, error.reason)
    error.close()
thread.join()
server.server_close()
os.unlink("site/page.html")
os.rmdir("site")
