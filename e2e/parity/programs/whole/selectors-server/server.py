import selectors
import socket

selector = selectors.DefaultSelector()
left = 2

def accept(listener):
    connection, _ = listener.accept()
    connection.setblocking(False)
    selector.register(connection, selectors.EVENT_READ, read)

def read(connection):
    global left
    data = connection.recv(1000)
    if data:
        connection.send(data)
    else:
        selector.unregister(connection)
        connection.close()
        left -= 1

listener = socket.create_server(("127.0.0.1", 6006))
listener.setblocking(False)
selector.register(listener, selectors.EVENT_READ, accept)
print("listening")
while left:
    for key, _ in selector.select():
        key.data(key.fileobj)
selector.close()
listener.close()
print("done")
