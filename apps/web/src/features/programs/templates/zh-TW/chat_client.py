import socket
import threading

HOST, PORT = "127.0.0.1", 8090


# 在另一個執行緒接收，主執行緒才能等待輸入。
def listen(connection):
    while data := connection.recv(1024):
        print(data.decode())


with socket.create_connection((HOST, PORT)) as connection:
    threading.Thread(target=listen, args=(connection,), daemon=True).start()
    name = input("你的名字：")
    while True:
        try:
            text = input()
        except EOFError:
            break
        connection.sendall(f"{name}：{text}".encode())
