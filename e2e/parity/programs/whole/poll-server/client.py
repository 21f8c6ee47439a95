import socket

for word in (b"one", b"two"):
    with socket.create_connection(("127.0.0.1", 6004)) as s:
        s.sendall(word)
        print(s.recv(100))
