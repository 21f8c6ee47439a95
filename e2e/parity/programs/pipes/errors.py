import os
import signal
import socket


def attempt(name, function, *args):
    try:
        print(name, function(*args))
    except Exception as error:
        print(name, type(error).__name__, error)


r, w = os.pipe()
attempt("write to the read end", os.write, r, b"x")
attempt("read from the write end", os.read, w, 1)
attempt("seek", os.lseek, r, 0, os.SEEK_SET)
attempt("pread", os.pread, r, 1, 0)
attempt("a socket of it", socket.socket, -1, -1, -1, r)
attempt("bad flags", os.pipe2, 1)
os.write(w, b"last")
os.close(w)
attempt("read", os.read, r, 10)
attempt("read at the end", os.read, r, 10)
attempt("read of nothing", os.read, r, 0)
os.close(r)
attempt("read when closed", os.read, r, 1)
attempt("close when closed", os.close, r)
r, w = os.pipe()
os.close(r)
attempt("write without reader", os.write, w, b"x")
signal.signal(signal.SIGPIPE, lambda number, frame: print("SIGPIPE"))
attempt("write with a handler", os.write, w, b"x")
attempt("write of nothing", os.write, w, b"")
