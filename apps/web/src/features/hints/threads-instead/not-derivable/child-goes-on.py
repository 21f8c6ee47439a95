import os, socket
s = socket.create_server(("127.0.0.1", 9000))
while True:
    conn, _ = s.accept()
    pid = os.fork()
    if pid == 0:
        conn.sendall(b"hi")
        conn.close()
    else:
        conn.close()
