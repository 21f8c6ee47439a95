# says: A line can come in pieces, cut even within a character
import socket

with socket.create_server(("127.0.0.1", 8088)) as server:
    running = True
    while running:
        conn, _ = server.accept()
        with conn:
            text = ""
            try:
                while running and (data := conn.recv(1024)):
                    text += data.decode()
                    while "\n" in text:
                        line, text = text.split("\n", 1)
                        conn.sendall(line.upper().encode() + b"\n")
                        if line == "bye":
                            running = False
            except ConnectionError:
                pass
