import os
import socket
import sys

PATH = "handing-over.sock"
listener = socket.create_server(("127.0.0.1", 0))
with socket.socket(socket.AF_UNIX) as door:
    door.bind(PATH)
    door.listen()
    print("ready", flush=True)
    worker, _ = door.accept()
os.unlink(PATH)
for name in ("first", "second"):
    client = socket.create_connection(listener.getsockname())
    connection, _ = listener.accept()
    socket.send_fds(worker, [name.encode()], [connection.fileno()])
    connection.close()
    print(name, client.recv(100))
    client.close()
print(worker.recv(1))
worker.close()
listener.close()
