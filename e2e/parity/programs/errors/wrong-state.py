import socket

def attempt(what, call):
    try:
        print(what, "->", call())
    except OSError as error:
        print(what, "->", type(error).__name__, error.errno, error.strerror)

s = socket.socket()
attempt("recv unconnected", lambda: s.recv(1))
attempt("send unconnected", lambda: s.send(b"x"))
attempt("sendall unconnected", lambda: s.sendall(b"x"))
attempt("getpeername", lambda: s.getpeername())
attempt("shutdown", lambda: s.shutdown(socket.SHUT_RDWR))
attempt("accept before listen", lambda: s.accept())
attempt("listen", lambda: s.listen())
attempt("connect after listen", lambda: s.connect(("127.0.0.1", 9)))
attempt("send on a listener", lambda: s.send(b"x"))
attempt("recv on a listener", lambda: s.recv(1))
u = socket.socket(type=socket.SOCK_DGRAM)
attempt("listen on udp", lambda: u.listen())
attempt("accept on udp", lambda: u.accept())
attempt("send without peer", lambda: u.send(b"x"))
attempt("shutdown without peer", lambda: u.shutdown(socket.SHUT_WR))
attempt("bad how", lambda: s.shutdown(7))
c = socket.create_connection(s.getsockname())
attempt("connect twice", lambda: c.connect(s.getsockname()))
for each in (s, u, c):
    each.close()
