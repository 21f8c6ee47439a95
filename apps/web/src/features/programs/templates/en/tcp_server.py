import socket

HOST, PORT = "127.0.0.1", 8088

with socket.create_server((HOST, PORT)) as server:
    print("listening on", server.getsockname())
    while True:
        connection, address = server.accept()
        with connection:
            print("connected:", address)
            while data := connection.recv(1024):
                connection.sendall(data)
            print("closed:", address)
