# says: recv raises ConnectionResetError then, which must not end the server
import socket

with socket.create_server(("127.0.0.1", 8088)) as server:
    running = True
    while running:
        conn, _ = server.accept()
        with conn, conn.makefile("rb") as stream:
            for line in stream:
                conn.sendall(line.upper())
                if line == b"bye\n":
                    running = False
                    break
