import socket
import threading

HOST, PORT = "127.0.0.1", 8090

clients = set()
lock = threading.Lock()


def tell_others(sender, data):
    with lock:
        for client in clients:
            if client is not sender:
                client.sendall(data)


def serve(connection, address):
    with lock:
        clients.add(connection)
    print("joined:", address)
    try:
        while data := connection.recv(1024):
            tell_others(connection, data)
    finally:
        with lock:
            clients.discard(connection)
        connection.close()
        print("left:", address)


with socket.create_server((HOST, PORT)) as server:
    print("chat room on", server.getsockname())
    while True:
        connection, address = server.accept()
        threading.Thread(target=serve, args=(connection, address), daemon=True).start()
