import socket

listener = socket.create_server(("127.0.0.1", 6024))
try:
    print("listening", flush=True)
    while True:
        connection, _ = listener.accept()
        connection.close()
except KeyboardInterrupt:
    print("stopping")
finally:
    listener.close()
    print("closed")
