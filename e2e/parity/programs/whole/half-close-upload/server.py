import socket

with socket.create_server(("127.0.0.1", 6011)) as listener:
    print("listening")
    connection, _ = listener.accept()
    with connection:
        parts = []
        while part := connection.recv(1000):
            parts.append(part)
        text = b"".join(parts).decode()
        connection.sendall(f"{len(text)} characters, {len(text.split())} words".encode())
