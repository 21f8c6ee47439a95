"""EMFILE at a soft limit that the program has set: sockets, pipes, files, copies and what comes over a socket count together."""
import array
import errno
import fcntl
import os
import resource
import select
import socket
import sys

SOFT = 24
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (SOFT, hard))
print(resource.getrlimit(resource.RLIMIT_NOFILE) == (SOFT, hard), os.sysconf("SC_OPEN_MAX"))
print(resource.prlimit(0, resource.RLIMIT_NOFILE)[0])


def attempt(label, make):
    try:
        made = make()
    except OSError as error:
        print(label, errno.errorcode[error.errno], error.strerror, error.filename)
    except ValueError as error:
        print(label, error)
    else:
        print(label, "made")
        return made


server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
left, right = socket.socketpair()
file = open("limit.txt", "w+")
reader, writer = os.pipe()
held = []
try:
    while True:
        held.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
except OSError as error:
    print(error, len(held))

attempt("accept", server.accept)
attempt("dup", client.dup)
attempt("os.dup", lambda: os.dup(file.fileno()))
attempt("os.dup of a pipe", lambda: os.dup(reader))
attempt("pipe", os.pipe)
attempt("socketpair", socket.socketpair)
attempt("epoll", select.epoll)
attempt("open", lambda: open("limit.txt"))
attempt("open of what is not there", lambda: open("missing.txt"))
attempt("os.open", lambda: os.open("limit.txt", os.O_RDONLY))
attempt("makefile", client.makefile)
attempt("F_DUPFD", lambda: fcntl.fcntl(client, fcntl.F_DUPFD, 0))
attempt("F_DUPFD beyond", lambda: fcntl.fcntl(client, fcntl.F_DUPFD, SOFT))
attempt("dup2 beyond", lambda: os.dup2(client.fileno(), SOFT))
attempt("dup of what is closed", lambda: os.dup(23_000))
attempt("dup2 within", lambda: os.dup2(client.fileno(), held[-1].fileno()))

# One is free: what needs two still fails.
held.pop().close()
attempt("pipe", os.pipe)
attempt("socketpair", socket.socketpair)
accepted, _ = server.accept()
attempt("socket", socket.socket)

# Of three files that come, one fits.
socket.send_fds(left, [b"files"], [client.fileno(), writer, server.fileno()])
held.pop().close()
data, ancillary, flags, _ = right.recvmsg(100, socket.CMSG_LEN(3 * array.array("i").itemsize))
came = array.array("i", ancillary[0][2])
print(data, len(came), bool(flags & socket.MSG_CTRUNC), fcntl.fcntl(came[0], fcntl.F_GETFD) == 0)
attempt("socket", socket.socket)

# What is open stays so below a lower limit; a higher one gives room again.
resource.setrlimit(resource.RLIMIT_NOFILE, (4, hard))
accepted.sendall(b"still open")
print(client.recv(100))
for one in held:
    one.close()
attempt("socket", socket.socket)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
attempt("F_DUPFD", lambda: fcntl.fcntl(client, fcntl.F_DUPFD, 40) == 40)
print(fcntl.fcntl(client, fcntl.F_DUPFD_CLOEXEC, 40), fcntl.fcntl(41, fcntl.F_GETFD), fcntl.fcntl(40, fcntl.F_GETFD))
attempt("socket", socket.socket)

attempt("soft above hard", lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (60, 50)))
attempt("three", lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (1, 2, 3)))
attempt("unknown", lambda: resource.getrlimit(99))
print(resource.getrlimit(resource.RLIMIT_NOFILE) == (64, hard), file=sys.stdout)
os.unlink("limit.txt")
