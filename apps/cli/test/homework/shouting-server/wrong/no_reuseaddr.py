# says: set SO_REUSEADDR before bind
import socket

server = socket.socket()
server.bind(("127.0.0.1", 8088))
server.listen()
running = True
while running:
    conn, _ = server.accept()
    stream = conn.makefile("rb")
    try:
        for line in stream:
            conn.sendall(line.upper())
            if line == b"bye\n":
                running = False
                break
    except ConnectionError:
        pass
    stream.close()
    conn.close()
server.close()
