import socket


def read_line(conn):
    line = b""
    while not line.endswith(b"\n"):
        byte = conn.recv(1)
        if byte == b"":
            return b""
        line += byte
    return line


def main():
    server = socket.create_server(("127.0.0.1", 8088))
    while True:
        conn, peer = server.accept()
        print("client", peer)
        try:
            while line := read_line(conn):
                text = line.decode("utf-8").upper()
                data = text.encode("utf-8")
                while data:
                    sent = conn.send(data)
                    data = data[sent:]
                if line.strip() == b"bye":
                    conn.close()
                    server.close()
                    return
        except OSError as error:
            print("gone:", error)
        conn.close()


main()
