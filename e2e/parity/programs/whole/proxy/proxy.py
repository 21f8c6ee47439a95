import socket
import threading

def pump(source, target, counts, key):
    while data := source.recv(1000):
        counts[key] += len(data)
        target.sendall(data)
    target.shutdown(socket.SHUT_WR)

counts = {"up": 0, "down": 0}
with socket.create_server(("127.0.0.1", 6016)) as listener:
    print("proxy listens")
    client, _ = listener.accept()
with client, socket.create_connection(("127.0.0.1", 6015)) as server:
    up = threading.Thread(target=pump, args=(client, server, counts, "up"))
    up.start()
    pump(server, client, counts, "down")
    up.join()
print(counts)
