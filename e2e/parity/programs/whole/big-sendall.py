import socket
import threading

listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
total = 0

def receive():
    global total
    while data := server.recv(1 << 20):
        total += len(data)

thread = threading.Thread(target=receive)
thread.start()
print(client.sendall(bytes(64 << 20)))
client.close()
thread.join()
print(total)
server.close()
listener.close()
