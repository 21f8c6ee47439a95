import socket

listeners = [socket.create_server(("127.0.0.1", port)) for port in (80, 1000)]
print("listening", flush=True)
for listener in listeners:
    connection, _ = listener.accept()
    print("found:", connection.getsockname()[1], flush=True)
    connection.close()
    listener.close()
