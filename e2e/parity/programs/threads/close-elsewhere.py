import socket
import threading
import time

listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
result = []
thread = threading.Thread(target=lambda: result.append(client.recv(10)))
thread.start()
time.sleep(0.05)
client.shutdown(socket.SHUT_RDWR)
thread.join(5)
print(thread.is_alive(), result)
for s in (client, server, listener):
    s.close()
