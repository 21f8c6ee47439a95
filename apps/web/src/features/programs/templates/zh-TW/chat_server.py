import socket
import threading

HOST, PORT = "127.0.0.1", 8090

clients = set()
lock = threading.Lock()


# 把訊息轉送給其他人。
def tell_others(sender, data):
    with lock:
        for client in clients:
            if client is not sender:
                client.sendall(data)


def serve(connection, address):
    with lock:
        clients.add(connection)
    print("加入：", address)
    try:
        while data := connection.recv(1024):
            tell_others(connection, data)
    finally:
        with lock:
            clients.discard(connection)
        connection.close()
        print("離開：", address)


with socket.create_server((HOST, PORT)) as server:
    print("聊天室位址：", server.getsockname())
    while True:
        connection, address = server.accept()
        # 每個客戶端一個執行緒，彼此不必等待。
        threading.Thread(target=serve, args=(connection, address), daemon=True).start()
