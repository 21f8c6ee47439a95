import array
import socket

a, b = socket.socketpair()
closed = socket.socket()
number = closed.fileno()
closed.close()
rights = lambda *fds: (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))

for wrong in (
    lambda: a.sendmsg([b"x"], [rights(number)]),
    lambda: a.sendmsg([b"x"], [rights(-1)]),
    lambda: a.sendmsg([b"x"], [rights(-0x5555)]),
    lambda: a.sendmsg([b"x"], [rights(*[a.fileno()] * 254)]),
    lambda: socket.send_fds(a, [b"x"], ["1"]),
    lambda: a.sendmsg([b"x"], 5),
    lambda: a.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, "text")]),
    lambda: a.sendmsg([b"x"], [(socket.SOL_SOCKET, "1", b"")]),
    lambda: a.sendmsg([b"x"], [(2**40, 1, b"")]),
    lambda: b.recvmsg(1, -1),
    lambda: b.recvmsg(1, "1"),
    lambda: closed.sendmsg([b"x"], [rights(a.fileno())]),
):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)

# What is no descriptor at all, and what is none of a Unix socket's business.
print(a.sendmsg([b"empty"], [rights()]), b.recvmsg(100, 100))
print(a.sendmsg([b"odd"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, b"\1\2")]), b.recvmsg(100, 100))
print(a.sendmsg([b"hops"], [(socket.IPPROTO_IPV6, socket.IPV6_HOPLIMIT, b"\1\0\0\0")]), b.recvmsg(100, 100))
with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname())
    connection, _ = listener.accept()
    print(client.sendmsg([b"tcp"], [rights(client.fileno())]), connection.recvmsg(100, 100)[:3])
    client.close()
    connection.close()
a.close()
b.close()
