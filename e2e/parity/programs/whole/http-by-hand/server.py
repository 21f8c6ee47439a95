import socket

pages = {"/": "<h1>home</h1>", "/time": "<p>now</p>"}
with socket.create_server(("127.0.0.1", 6018)) as listener:
    print("listening")
    for _ in range(3):
        connection, _ = listener.accept()
        with connection:
            request = b""
            while b"\r\n\r\n" not in request:
                request += connection.recv(1024)
            method, path, version = request.split(b"\r\n")[0].decode().split()
            print(method, path, version)
            body = pages.get(path)
            status = "200 OK" if body else "404 Not Found"
            body = (body or "missing").encode()
            head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
            connection.sendall(head.encode() + body)
