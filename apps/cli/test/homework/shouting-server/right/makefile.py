import socket

with socket.create_server(("127.0.0.1", 8088)) as server:
    running = True
    while running:
        conn, _ = server.accept()
        with conn, conn.makefile("rwb") as stream:
            try:
                for line in stream:
                    stream.write(line.upper())
                    stream.flush()
                    if line == b"bye\n":
                        running = False
                        break
            except ConnectionError:
                pass
