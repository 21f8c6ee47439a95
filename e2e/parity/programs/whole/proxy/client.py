import socket

with socket.create_connection(("127.0.0.1", 6016)) as s:
    for word in (b"through ", b"the ", b"proxy"):
        s.sendall(word)
        print(s.recv(1000))
    s.shutdown(socket.SHUT_WR)
    print(s.recv(10))
