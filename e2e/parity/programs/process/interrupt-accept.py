import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    print("waiting", flush=True)
    listener.accept()
