import socket

with socket.create_connection(("127.0.0.1", 6021)) as s:
    s.sendall(b"hello")
    try:
        print(s.recv(100))
    except ConnectionResetError as error:
        print(type(error).__name__, error.errno)
