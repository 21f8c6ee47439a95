import io
import os
import socket

with open("sent.bin", "wb") as f:
    f.write(bytes(range(256)) * 40)
listener = socket.create_server(("127.0.0.1", 0))
for offset, count in ((0, None), (100, None), (10, 20), (0, 5000)):
    client = socket.create_connection(listener.getsockname())
    server, _ = listener.accept()
    with open("sent.bin", "rb") as f:
        print(client.sendfile(f, offset, count), f.tell())
    client.close()
    received = b""
    while piece := server.recv(4096):
        received += piece
    print(len(received), received[:3])
    server.close()
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
print(client.sendfile(io.BytesIO(b"from memory")), server.recv(100))
with open("sent.bin", "r") as f:
    try:
        client.sendfile(f)
    except ValueError as error:
        print(error)
with open("sent.bin", "rb") as f:
    for wrong in (0, -1):
        try:
            client.sendfile(f, count=wrong)
        except ValueError as error:
            print(error)
for s in (client, server, listener):
    s.close()
os.unlink("sent.bin")
