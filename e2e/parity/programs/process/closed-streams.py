import errno
import os
import socket
import sys


def attempt(label, action):
    try:
        outcome = action()
    except OSError as error:
        outcome = errno.errorcode[error.errno]
    except ValueError as error:
        outcome = str(error)
    print(label, outcome, file=sys.stderr, flush=True)


def say(text):
    print(text, flush=True)


saved = os.dup(1)

# A socket in standard output's place, closed there: nothing is open under the number.
a, b = socket.socketpair()
os.dup2(a.fileno(), 1)
a.close()
os.write(1, b"to the socket")
attempt("received", lambda: b.recv(100))
os.close(1)
attempt("the other end", lambda: b.recv(100))
attempt("write", lambda: os.write(1, b"nowhere\n"))
attempt("fstat", lambda: os.fstat(1))
attempt("dup", lambda: os.dup(1))
attempt("again", lambda: os.close(1))
os.dup2(saved, 1)
say("shown by the copy")

# The same with a pipe, a file, and what was there at first.
r, w = os.pipe()
os.dup2(w, 1)
os.close(w)
os.close(1)
attempt("pipe", lambda: os.read(r, 10))
attempt("write", lambda: os.write(1, b"nowhere\n"))
os.dup2(saved, 1)
file = os.open("closed.txt", os.O_CREAT | os.O_WRONLY)
os.dup2(file, 1)
os.close(1)
attempt("write", lambda: os.write(1, b"nowhere\n"))
os.dup2(saved, 1)
os.close(file)
os.unlink("closed.txt")
os.close(1)
attempt("write", lambda: os.write(1, b"nowhere\n"))
os.dup2(saved, 1)
say("back")

# By a file object that owns the number, and by one that does not.
open(1, "w", closefd=False).close()
say("still open")
with open(1, "w") as owner:
    owner.write("by its owner\n")
attempt("write", lambda: os.write(1, b"nowhere\n"))
os.dup2(saved, 1)

# Standard output to where standard error goes.
error_copy = os.dup(2)
os.dup2(2, 1)
say("to stderr")
os.dup2(saved, 1)

# Standard error.
os.close(2)
try:
    os.write(2, b"nowhere\n")
except OSError as error:
    say(error)
os.dup2(error_copy, 2)
print("stderr is back", file=sys.stderr, flush=True)

# Standard input: copies of it read what it reads.
copy = os.dup(0)
attempt("line", lambda: sys.stdin.readline())
os.close(0)
attempt("read", lambda: os.read(0, 10))
attempt("input", lambda: open(0))
a, b = socket.socketpair()
b.sendall(b"of the socket\n")
os.dup2(a.fileno(), 0)
attempt("socket", lambda: os.read(0, 100))
os.close(0)
attempt("read", lambda: os.read(0, 10))
os.dup2(copy, 0)
attempt("isatty of what is closed", lambda: os.isatty(99))
attempt("sys.stdout", lambda: sys.stdout.close())
attempt("print", lambda: say("to a closed file"))
os.write(1, b"but the number is open\n")
