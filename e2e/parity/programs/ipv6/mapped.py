import socket

listener = socket.create_server(("127.0.0.1", 0))
with socket.socket(socket.AF_INET6) as client:
    client.connect(("::ffff:127.0.0.1", listener.getsockname()[1]))
    connection, address = listener.accept()
    print(client.getpeername()[0], client.getsockname()[0], address[0])
    connection.close()
with socket.socket(socket.AF_INET6) as client:
    try:
        client.connect(("127.0.0.1", 80))
    except OSError as error:
        print(type(error).__name__, error)
listener.close()
