import os
import socket

def attempt(what, call):
    try:
        print(what, "->", call())
    except Exception as error:
        print(what, "->", type(error).__name__, getattr(error, "errno", None), error)

s = socket.socket(socket.AF_UNIX)
attempt("no file", lambda: s.connect("missing.sock"))
attempt("too long", lambda: s.connect("x" * 200))
attempt("a pair", lambda: s.connect(("127.0.0.1", 80)))
attempt("a number", lambda: s.bind(5))
attempt("null inside", lambda: s.connect("a\0b"))
attempt("no folder", lambda: s.bind("missing/a.sock"))
with open("a-file", "w"):
    attempt("a file", lambda: s.bind("a-file"))
    attempt("a file for a folder", lambda: s.bind("a-file/a.sock"))
os.unlink("a-file")
s.bind("taken.sock")
other = socket.socket(socket.AF_UNIX)
attempt("taken", lambda: other.bind("taken.sock"))
attempt("not listening", lambda: other.connect("taken.sock"))
d = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
attempt("wrong type", lambda: d.connect("taken.sock"))
for each in (s, other, d):
    each.close()
attempt("nobody there", lambda: socket.socket(socket.AF_UNIX).connect("taken.sock"))
os.unlink("taken.sock")
