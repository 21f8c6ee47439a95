import socket

with socket.create_server(("127.0.0.1", 0), backlog=3) as listener:
    print(listener.family.name, listener.type.name, listener.proto)
    print(listener.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR))
    print(listener.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    try:
        socket.create_server(listener.getsockname())
    except OSError as error:
        print(error.errno)
for wrong in (
    lambda: socket.create_server(("127.0.0.1", 0), family=socket.AF_INET, dualstack_ipv6=True),
    lambda: socket.create_server(("127.0.0.1", "http")),
    lambda: socket.create_server("127.0.0.1"),
):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
