import select
import socket

listener = socket.create_server(("127.0.0.1", 6004))
poller = select.poll()
poller.register(listener, select.POLLIN)
connections = {}
served = 0
print("listening")
while served < 2:
    for fd, events in poller.poll():
        if fd == listener.fileno():
            connection, _ = listener.accept()
            connections[connection.fileno()] = connection
            poller.register(connection, select.POLLIN)
        elif events & (select.POLLIN | select.POLLHUP):
            data = connections[fd].recv(1024)
            if data:
                connections[fd].sendall(data + b"!")
            else:
                poller.unregister(fd)
                connections.pop(fd).close()
                served += 1
print("served", served)
listener.close()
