# says: Two lines can come in one recv
import socket

with socket.create_server(("127.0.0.1", 8088)) as server:
    line = ""
    while line != "bye":
        conn, _ = server.accept()
        with conn:
            try:
                while data := conn.recv(1024):
                    line = data.decode().split("\n")[0]
                    conn.sendall(line.upper().encode() + b"\n")
                    if line == "bye":
                        break
            except ConnectionError:
                pass
