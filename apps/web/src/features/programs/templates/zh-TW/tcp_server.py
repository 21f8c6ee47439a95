import socket

HOST, PORT = "127.0.0.1", 8088

with socket.create_server((HOST, PORT)) as server:
    print("等候連線：", server.getsockname())
    while True:
        # accept() 傳回這條連線專屬的新 socket。
        connection, address = server.accept()
        with connection:
            print("已連線：", address)
            # 讀到 b'' 表示對方已關閉。
            while data := connection.recv(1024):
                connection.sendall(data)
            print("已關閉：", address)
