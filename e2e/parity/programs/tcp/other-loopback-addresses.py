import socket

first = socket.create_server(("127.0.0.1", 7000))
second = socket.create_server(("127.0.0.2", 7000))
for listener in (first, second):
    client = socket.create_connection(listener.getsockname())
    connection, address = listener.accept()
    print(listener.getsockname(), "from", address[0])
    client.close()
    connection.close()
everywhere = socket.create_server(("", 7001))
print(everywhere.getsockname())
client = socket.create_connection(("127.9.9.9", 7001))
connection, address = everywhere.accept()
print(connection.getsockname(), address[0])
for s in (client, connection, everywhere, second, first):
    s.close()
