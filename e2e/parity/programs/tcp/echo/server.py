import socket

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
    listener.bind(("127.0.0.1", 8088))
    listener.listen()
    print("listening")
    connection, address = listener.accept()
    with connection:
        print("connected from", address[0])
        while data := connection.recv(1024):
            print("received", data)
            connection.sendall(data)
print("done")
