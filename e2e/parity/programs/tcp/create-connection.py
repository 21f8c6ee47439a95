import socket

listener = socket.create_server(("127.0.0.1", 0))
with socket.create_connection(listener.getsockname(), timeout=5, source_address=("127.0.0.1", 0)) as client:
    print(client.gettimeout(), client.getpeername() == listener.getsockname())
with socket.create_connection(("localhost", listener.getsockname()[1])) as client:
    print(client.gettimeout(), client.family.name)
address = listener.getsockname()
listener.close()
try:
    socket.create_connection(address)
except ConnectionRefusedError as error:
    print(error)
try:
    socket.create_connection(address, all_errors=True)
except ExceptionGroup as group:
    print(type(group).__name__, group.message, group.exceptions)
