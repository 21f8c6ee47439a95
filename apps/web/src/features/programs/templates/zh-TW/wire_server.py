import socket

# "" 表示這台主機的所有位址，其他主機也能連進來。
HOST, PORT = "", 8088

with socket.create_server((HOST, PORT)) as server:
    print("在", socket.gethostname(), "上等候連線：", server.getsockname())
    while True:
        connection, address = server.accept()
        with connection:
            print("已連線：", address)
            while data := connection.recv(1024):
                connection.sendall(data)
            print("已關閉：", address)
