import socket

with socket.create_server(("127.0.0.1", 6015)) as listener:
    print("server listens")
    connection, _ = listener.accept()
    with connection:
        while data := connection.recv(1000):
            connection.sendall(data.upper())
print("server ends")
