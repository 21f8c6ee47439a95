import errno
import socket

def attempt(what, call):
    try:
        print(what, "->", call())
    except Exception as error:
        print(what, "->", type(error).__name__, getattr(error, "errno", None), error)

s = socket.socket()
attempt("refused", lambda: s.connect(("127.0.0.1", 9)))
attempt("refused, ex", lambda: errno.errorcode[s.connect_ex(("127.0.0.1", 9))])
attempt("no address", lambda: s.connect())
attempt("string", lambda: s.connect("127.0.0.1:9"))
attempt("one part", lambda: s.connect(("127.0.0.1",)))
attempt("three parts", lambda: s.connect(("127.0.0.1", 9, 0)))
attempt("port as text", lambda: s.connect(("127.0.0.1", "9")))
attempt("port too large", lambda: s.connect(("127.0.0.1", 65536)))
attempt("port negative", lambda: s.connect(("127.0.0.1", -1)))
attempt("port as float", lambda: s.connect(("127.0.0.1", 9.0)))
attempt("host as number", lambda: s.connect((127, 9)))
attempt("host as none", lambda: s.connect((None, 9)))
attempt("list", lambda: s.connect(["127.0.0.1", 9]))
attempt("null in host", lambda: s.connect(("127.0.0.1\0", 9)))
s.close()
attempt("closed", lambda: s.connect(("127.0.0.1", 9)))
attempt("closed, ex", lambda: s.connect_ex(("127.0.0.1", 9)))
