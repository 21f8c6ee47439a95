import socket

s = socket.socket()
s.close()
s.close()
print(s.fileno())
calls = {
    "accept": lambda: s.accept(),
    "bind": lambda: s.bind(("127.0.0.1", 0)),
    "listen": lambda: s.listen(),
    "recv": lambda: s.recv(1),
    "recvfrom": lambda: s.recvfrom(1),
    "recv_into": lambda: s.recv_into(bytearray(1)),
    "send": lambda: s.send(b"x"),
    "sendall": lambda: s.sendall(b"x"),
    "sendto": lambda: s.sendto(b"x", ("127.0.0.1", 9)),
    "getsockname": lambda: s.getsockname(),
    "getpeername": lambda: s.getpeername(),
    "getsockopt": lambda: s.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE),
    "setsockopt": lambda: s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    "shutdown": lambda: s.shutdown(socket.SHUT_WR),
    "dup": lambda: s.dup(),
    "setblocking": lambda: s.setblocking(False),
    "sendmsg": lambda: s.sendmsg([b"x"]),
    "recvmsg": lambda: s.recvmsg(1),
    "set_inheritable": lambda: s.set_inheritable(True),
}
for name, call in calls.items():
    try:
        print(name, call())
    except OSError as error:
        print(name, error.errno, error.strerror)
print(s.gettimeout(), s.detach())
