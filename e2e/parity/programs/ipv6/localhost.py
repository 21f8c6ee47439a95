import socket

listener = socket.create_server(("::1", 8093), family=socket.AF_INET6)
with socket.create_connection(("::1", 8093)) as client:
    print(client.getpeername())
listener.close()
