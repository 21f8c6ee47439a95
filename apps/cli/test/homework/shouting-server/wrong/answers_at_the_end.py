# says: Answer a line at once
import socket

with socket.create_server(("127.0.0.1", 8088)) as server:
    text = b""
    while b"bye" not in text:
        conn, _ = server.accept()
        with conn:
            text = b""
            try:
                while data := conn.recv(1024):
                    text += data
                conn.sendall(text.upper())
            except ConnectionError:
                pass
