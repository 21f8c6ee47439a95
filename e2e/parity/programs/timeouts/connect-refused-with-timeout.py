import socket
import time

s = socket.socket()
s.bind(("127.0.0.1", 0))
address = s.getsockname()
s.close()
start = time.monotonic()
for timeout in (None, 10):
    with socket.socket() as s:
        s.settimeout(timeout)
        try:
            s.connect(address)
        except ConnectionRefusedError as error:
            print(error.args)
print(time.monotonic() - start < 5)
