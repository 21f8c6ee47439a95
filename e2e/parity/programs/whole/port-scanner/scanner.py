import socket
import threading

found = []


def scan(port):
    with socket.socket() as sock:
        sock.settimeout(60)
        if sock.connect_ex(("127.0.0.1", port)) == 0:
            found.append(port)


threads = [threading.Thread(target=scan, args=(port,)) for port in range(1, 1024)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(threads), "scanned, open:", sorted(found))
