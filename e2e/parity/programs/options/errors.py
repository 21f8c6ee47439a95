import socket

s = socket.socket()

def attempt(what, call):
    try:
        print(what, "->", call())
    except Exception as error:
        print(what, "->", type(error).__name__, error)

attempt("unknown option", lambda: s.setsockopt(socket.SOL_SOCKET, 9999, 1))
attempt("unknown option, get", lambda: s.getsockopt(socket.SOL_SOCKET, 9999))
attempt("buffer", lambda: s.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 4))
attempt("buffer of 2", lambda: s.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 2))
attempt("buffer too large", lambda: s.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1025))
attempt("buffer of 0", lambda: s.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 0))
attempt("buffer negative", lambda: s.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, -1))
attempt("none without length", lambda: s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, None))
attempt("as bytes", lambda: s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, b"\1\0\0\0"))
attempt("set", lambda: s.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE))
attempt("one argument", lambda: s.setsockopt(socket.SOL_SOCKET))
attempt("float", lambda: s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1.0))
s.close()
