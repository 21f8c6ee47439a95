import array
import socket

a, b = socket.socketpair()
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

def attempt(what, call):
    try:
        print(what, "->", call())
    except Exception as error:
        print(what, "->", type(error).__name__, error)

attempt("recv negative", lambda: a.recv(-1))
attempt("recv text", lambda: a.recv("10"))
attempt("recv float", lambda: a.recv(1.5))
attempt("send text", lambda: a.send("text"))
attempt("send none", lambda: a.send(None))
attempt("send number", lambda: a.send(5))
attempt("sendall text", lambda: a.sendall("text"))
attempt("sendto text", lambda: u.sendto("text", ("127.0.0.1", 9)))
attempt("sendto no address", lambda: u.sendto(b"x"))
attempt("sendto bad address", lambda: u.sendto(b"x", "127.0.0.1"))
attempt("sendto flags", lambda: u.sendto(b"x", "flags", ("127.0.0.1", 9)))
attempt("listen text", lambda: a.listen("5"))
attempt("recv_into bytes", lambda: a.recv_into(b"12345"))
attempt("recv_into too small", lambda: a.recv_into(bytearray(3), 5))
attempt("recv_into negative", lambda: a.recv_into(bytearray(3), -1))
attempt("getsockopt text", lambda: a.getsockopt("SOL_SOCKET", 1))
attempt("setsockopt text", lambda: a.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, "1"))
attempt("shutdown text", lambda: a.shutdown("SHUT_WR"))
attempt("memoryview", lambda: a.send(memoryview(b"abc")[1:]))
attempt("bytearray", lambda: a.send(bytearray(b"abc")))
attempt("array", lambda: a.send(array.array("H", [1, 2])))
for s in (a, b, u):
    s.close()
