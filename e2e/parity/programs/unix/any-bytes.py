"""A Unix socket's name is bytes, in UTF-8 or not."""

import os
import socket

for name in (b"\0abstract\xff\xfe", b"path-\xff", "資料.sock".encode(), b"cut-\xe8\xb3"):
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(name)
        server.listen()
        client.connect(name)
        print(ascii(server.getsockname()), ascii(client.getpeername()))
    if name[0]:
        print(os.path.exists(name))
        os.unlink(name)
        print(os.path.exists(name))
