import selectors
import socket

selector = selectors.DefaultSelector()
server = socket.create_server(("127.0.0.1", 8088))
server.setblocking(False)
selector.register(server, selectors.EVENT_READ)
buffers = {}
running = True
while running:
    for key, _ in selector.select():
        if key.fileobj is server:
            conn, _ = server.accept()
            conn.setblocking(True)
            buffers[conn] = bytearray()
            selector.register(conn, selectors.EVENT_READ)
            continue
        conn = key.fileobj
        try:
            data = conn.recv(1000)
        except ConnectionResetError:
            data = b""
        if not data:
            selector.unregister(conn)
            del buffers[conn]
            conn.close()
            continue
        buffers[conn] += data
        while (end := buffers[conn].find(b"\n")) >= 0:
            line = bytes(buffers[conn][: end + 1])
            del buffers[conn][: end + 1]
            conn.sendall(line.upper())
            if line == b"bye\n":
                running = False
for conn in buffers:
    conn.close()
server.close()
