# says: recv gives what has arrived, at most what was asked for: one recv is not one line
import socket

with socket.create_server(("127.0.0.1", 8088)) as server:
    running = True
    while running:
        conn, _ = server.accept()
        with conn:
            try:
                pending = b""
                while data := conn.recv(1024):
                    # Waits for a line break, but takes all that it has for one line then.
                    if not data.endswith(b"\n") and len(data) > 4:
                        pending = data
                        continue
                    conn.sendall((pending + data).upper())
                    if data == b"bye\n":
                        running = False
                        break
                    pending = b""
            except ConnectionError:
                pass
