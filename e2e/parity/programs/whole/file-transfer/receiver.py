import hashlib
import os
import socket
import struct

with socket.create_server(("127.0.0.1", 6002)) as listener:
    print("listening")
    connection, _ = listener.accept()
with connection, connection.makefile("rb") as stream:
    name_length, size = struct.unpack("!HQ", stream.read(10))
    name = stream.read(name_length).decode()
    with open("copy-of-" + name, "wb") as f:
        while size > 0:
            piece = stream.read(min(size, 65536))
            size -= len(piece)
            f.write(piece)
    with open("copy-of-" + name, "rb") as f:
        digest = hashlib.sha256(f.read()).hexdigest()
    connection.sendall(digest.encode())
print(name, os.path.getsize("copy-of-" + name), digest[:16])
os.unlink("copy-of-" + name)
