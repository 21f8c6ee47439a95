import socket

listener = socket.create_server(("127.0.0.1", 0))
listener.settimeout(0.1)
try:
    listener.accept()
except socket.timeout as error:
    print(error)
client = socket.create_connection(listener.getsockname())
connection, _ = listener.accept()
print(connection.gettimeout(), connection.getblocking(), listener.gettimeout())
socket.setdefaulttimeout(3.5)
other = socket.create_connection(listener.getsockname())
inherited, _ = listener.accept()
print(other.gettimeout(), inherited.gettimeout(), socket.getdefaulttimeout())
socket.setdefaulttimeout(None)
for s in (listener, client, connection, other, inherited):
    s.close()
