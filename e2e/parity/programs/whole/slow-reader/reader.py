import socket

with socket.create_server(("127.0.0.1", 6022)) as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    print("listening")
    connection, _ = listener.accept()
    total = 0
    with connection:
        while data := connection.recv(3000):
            total += len(data)
print(total)
