import socket

with socket.socket() as s:
    s.connect(("127.0.0.1", 8088))
    for text in ("hello", "哈囉", "bye"):
        s.sendall(text.encode())
        print(s.recv(1024).decode())
