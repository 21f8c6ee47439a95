import os
import signal
import socket

signal.signal(signal.SIGPIPE, lambda number, frame: print("SIGPIPE"))


def attempt(name, function, *args):
    try:
        print(name, function(*args))
    except OSError as error:
        print(name, error)


def ends(type):
    left, right = socket.socketpair(socket.AF_UNIX, type)
    left.shutdown(socket.SHUT_WR)
    return left, right


left, right = ends(socket.SOCK_STREAM)
attempt("stream", left.send, b"x")
attempt("stream, sendall", left.sendall, b"x")
attempt("stream, os.write", os.write, left.fileno(), b"x")
attempt("stream, MSG_NOSIGNAL", left.send, b"x", socket.MSG_NOSIGNAL)
left, right = ends(socket.SOCK_DGRAM)
attempt("datagram", left.send, b"x")
r, w = os.pipe()
signal.set_wakeup_fd(-1)
os.set_blocking(w, False)
signal.set_wakeup_fd(w)
signal.raise_signal(signal.SIGPIPE)
print(list(os.read(r, 10)))
signal.set_wakeup_fd(-1)
blocking_reader, blocking_writer = os.pipe()
os.close(blocking_reader)
for fd in (blocking_writer, blocking_reader, 9999):
    try:
        signal.set_wakeup_fd(fd)
    except (OSError, ValueError) as error:
        print(type(error).__name__, str(error).replace(str(fd), "…"))
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
os.close(r)
print("last", flush=True)
os.write(w, b"x")
print("not reached")
