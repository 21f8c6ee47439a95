import hashlib
import os
import socket
import struct

name = "圖.bin"
with open(name, "wb") as f:
    for number in range(2000):
        f.write(bytes((number * k) % 256 for k in range(256)))
with socket.create_connection(("127.0.0.1", 6002)) as s, open(name, "rb") as f:
    encoded = name.encode()
    s.sendall(struct.pack("!HQ", len(encoded), os.path.getsize(name)) + encoded)
    print(s.sendfile(f), "bytes sent")
    f.seek(0)
    print(s.recv(100).decode() == hashlib.sha256(f.read()).hexdigest())
os.unlink(name)
