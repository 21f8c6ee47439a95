"""EMFILE at RLIMIT_NOFILE: whatever makes a descriptor gets it, and takes the lowest number once one is free."""
import errno
import os
import resource
import select
import socket

_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (1024, hard))
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
opened = []
try:
    while True:
        opened.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
except OSError as error:
    print(type(error).__name__, error.errno == errno.EMFILE, error)
print(opened[-1].fileno(), max(s.fileno() for s in opened))


def attempt(make):
    try:
        made = make()
    except OSError as error:
        print(make.__name__, errno.errorcode[error.errno], error.strerror)
    else:
        print(make.__name__, "made", made)


attempt(server.accept)
attempt(client.dup)
attempt(os.pipe)
attempt(socket.socketpair)
attempt(select.epoll)
freed = opened.pop(100).fileno()
# One is free, and these need two.
attempt(os.pipe)
attempt(socket.socketpair)
connection, address = server.accept()
print(connection.fileno() == freed, address == client.getsockname())
attempt(server.dup)
connection.sendall(b"full, and served")
print(client.recv(100))
