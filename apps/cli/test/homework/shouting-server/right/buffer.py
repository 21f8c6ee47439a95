import socket

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", 8088))
server.listen()


def serve(conn):
    buffer = b""
    while True:
        try:
            data = conn.recv(4096)
        except ConnectionResetError:
            return False
        if not data:
            return False
        buffer += data
        while b"\n" in buffer:
            line, buffer = buffer.split(b"\n", 1)
            conn.sendall(line.decode().upper().encode() + b"\n")
            if line == b"bye":
                return True


done = False
while not done:
    conn, _ = server.accept()
    done = serve(conn)
    conn.close()
server.close()
