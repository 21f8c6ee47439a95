# The classic fork server: parent accepts, child serves.
import os
import socket
import sys
import threading

s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen(5)

def client(number):
    with socket.create_connection(s.getsockname()) as sock:
        sock.sendall(b"hello %d" % number)
        sys.stdout.write(f"client {number} {sock.recv(100)} {sock.recv(100)}\n")

for number in range(3):
    threading.Thread(target=client, args=(number,)).start()

for _ in range(3):
    conn, addr = s.accept()
    pid = os.fork()
    if pid == 0:
        s.close()
        data = conn.recv(1024)
        conn.sendall(data.upper())
        conn.close()
        os._exit(0)
    conn.close()
