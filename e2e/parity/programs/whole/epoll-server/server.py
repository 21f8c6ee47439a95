import select
import socket

listener = socket.create_server(("127.0.0.1", 6005))
listener.setblocking(False)
connections, received = {}, {}
done = 0
with select.epoll() as poller:
    poller.register(listener, select.EPOLLIN)
    print("listening")
    while done < 2:
        for fd, events in poller.poll():
            if fd == listener.fileno():
                connection, _ = listener.accept()
                connection.setblocking(False)
                poller.register(connection, select.EPOLLIN | select.EPOLLET)
                connections[connection.fileno()] = connection
                received[connection.fileno()] = 0
                continue
            connection = connections[fd]
            try:
                while data := connection.recv(4096):
                    received[fd] += len(data)
            except BlockingIOError:
                continue
            print("got", received[fd])
            connection.close()
            done += 1
listener.close()
