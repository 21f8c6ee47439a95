import socket

for text in ("哈囉", "再見"):
    with socket.create_connection(("127.0.0.1", 6006)) as s:
        s.sendall(text.encode())
        print(s.recv(100).decode())
