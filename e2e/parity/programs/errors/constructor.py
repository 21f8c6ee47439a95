import socket

def attempt(what, call):
    try:
        s = call()
        print(what, "->", s.family, s.type, s.proto)
        s.close()
    except Exception as error:
        print(what, "->", type(error).__name__, getattr(error, "errno", None), error)

attempt("default", lambda: socket.socket())
attempt("keywords", lambda: socket.socket(family=socket.AF_INET6, type=socket.SOCK_DGRAM, proto=17))
attempt("mismatched proto", lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_UDP))
attempt("unknown proto", lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM, 999))
attempt("unknown family", lambda: socket.socket(9999))
attempt("unknown type", lambda: socket.socket(socket.AF_INET, 77))
attempt("text", lambda: socket.socket("AF_INET"))
attempt("bad fileno", lambda: socket.socket(fileno=-5))
attempt("fileno closed", lambda: socket.socket(fileno=987))
attempt("unix", lambda: socket.socket(socket.AF_UNIX))
