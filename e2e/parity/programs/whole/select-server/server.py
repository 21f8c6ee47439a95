import select
import socket

listener = socket.create_server(("127.0.0.1", 6003))
listener.setblocking(False)
sockets = [listener]
served = 0
print("listening")
while served < 3:
    readable, _, _ = select.select(sockets, [], [])
    for s in readable:
        if s is listener:
            connection, _ = listener.accept()
            connection.setblocking(False)
            sockets.append(connection)
            continue
        data = s.recv(1024)
        if data:
            s.send(data.swapcase())
        else:
            sockets.remove(s)
            s.close()
            served += 1
print("served", served)
listener.close()
