import socket

def attempt(what, call):
    try:
        print(what, "->", call())
    except Exception as error:
        print(what, "->", type(error).__name__, getattr(error, "errno", None), error)

taken = socket.create_server(("127.0.0.1", 0))
s = socket.socket()
attempt("taken", lambda: s.bind(taken.getsockname()))
attempt("not ours", lambda: s.bind(("203.0.113.7", 0)))
attempt("port too large", lambda: s.bind(("127.0.0.1", 70000)))
attempt("port as text", lambda: s.bind(("127.0.0.1", "80")))
attempt("bytes host", lambda: s.bind((b"127.0.0.1", 0)))
attempt("twice", lambda: s.bind(("127.0.0.1", 0)))
attempt("not a tuple", lambda: s.bind("127.0.0.1"))
attempt("none", lambda: s.bind(None))
attempt("two arguments", lambda: s.bind("127.0.0.1", 80))
attempt("broadcast", lambda: socket.socket().bind(("<broadcast>", 0)))
attempt("wrong number of parts", lambda: socket.socket().bind(("127.0.0.1", 80, 1)))
s.close()
taken.close()
