import os
import select
import socket
import sys
import threading

os.write(1, b"written\n")
os.write(2, b"an error\n")
copy = os.dup(1)
os.write(copy, b"by a copy\n")

# Output goes to a socket, and back.
a, b = socket.socketpair()
os.dup2(a.fileno(), 1)
a.close()
print("to the socket", flush=True)
os.write(1, b"raw\n")
os.dup2(copy, 1)
print("back", b.recv(100), b.recv(100), flush=True)

# Output goes to a file, and back.
file = os.open("out.txt", os.O_CREAT | os.O_RDWR | os.O_TRUNC)
os.dup2(file, 1)
print("to the file", flush=True)
os.dup2(copy, 1)
with open("out.txt") as text:
    print("back", text.read(), flush=True)
os.close(file)
os.unlink("out.txt")

# A client's connection is all that the handler knows: inetd.
server = socket.create_server(("127.0.0.1", 0))
said = []


def client():
    with socket.create_connection(server.getsockname()) as connection:
        connection.sendall(b"Lin\nlast\n")
        said.append(connection.makefile().read())


thread = threading.Thread(target=client)
thread.start()
connection, _ = server.accept()
os.dup2(connection.fileno(), 0)
os.dup2(connection.fileno(), 1)
connection.close()
print("select", select.select([0], [], [], 5), select.select([], [1], [], 5), file=sys.stderr)
name = input("Who? ")
print("Hello", name, sys.stdin.readline().strip(), os.isatty(0), flush=True)
os.dup2(copy, 1)
os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
thread.join()
print(said)
