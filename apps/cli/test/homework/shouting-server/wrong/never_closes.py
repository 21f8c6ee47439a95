# says: After bye, close the connection
import socket
import time

server = socket.create_server(("127.0.0.1", 8088))
running = True
while running:
    conn, _ = server.accept()
    stream = conn.makefile("rb")
    try:
        for line in stream:
            conn.sendall(line.upper())
            if line == b"bye\n":
                time.sleep(9)
                running = False
                break
    except ConnectionError:
        pass
