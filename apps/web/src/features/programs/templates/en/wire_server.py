import socket

# "" means all addresses of this host: other hosts can connect, too.
HOST, PORT = "", 8088

with socket.create_server((HOST, PORT)) as server:
    print("listening on", server.getsockname(), "of", socket.gethostname())
    while True:
        connection, address = server.accept()
        with connection:
            print("connected:", address)
            while data := connection.recv(1024):
                connection.sendall(data)
            print("closed:", address)
