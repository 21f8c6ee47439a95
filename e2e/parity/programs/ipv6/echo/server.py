import socket

with socket.create_server(("::1", 8090), family=socket.AF_INET6) as listener:
    print("at", listener.getsockname())
    print("listening")
    connection, address = listener.accept()
    with connection:
        print(address[0], address[2:], connection.getsockname())
        connection.sendall(connection.recv(100).upper())
