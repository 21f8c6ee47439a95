import os
import select
import socket

a, b = socket.socketpair()
outer, inner = socket.socketpair()


def passed(fd):
    socket.send_fds(a, [b"x"], [fd])
    data, (number,), flags, _ = socket.recv_fds(b, 1, 1)
    return number


# O_NONBLOCK belongs to the open socket, not to the descriptor.
outer.setblocking(False)
number = passed(outer.fileno())
print(os.get_blocking(number))
with socket.socket(fileno=number) as received:
    print(received.gettimeout())
    try:
        received.recv(1)
    except BlockingIOError as error:
        print(error)
    received.settimeout(5)
    inner.send(b"x")
    print(received.recv(1))

# Close-on-exec belongs to the descriptor.
for flags in (0, socket.MSG_CMSG_CLOEXEC):
    socket.send_fds(a, [b"x"], [inner.fileno()])
    data, ((level, kind, body),), told, _ = b.recvmsg(1, socket.CMSG_LEN(4), flags)
    number = int.from_bytes(body, "little")
    print(os.get_inheritable(number), told == flags)
    os.close(number)

# Options and shutdown are the socket's.
inner.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
with socket.socket(fileno=passed(inner.fileno())) as received:
    print(received.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE))
    received.shutdown(socket.SHUT_WR)
    try:
        inner.send(b"x")
    except BrokenPipeError as error:
        print(error)

with select.epoll() as epoll:
    epoll.register(a, select.EPOLLOUT)
    with select.epoll.fromfd(passed(epoll.fileno())) as received:
        print([events == select.EPOLLOUT for fd, events in received.poll(0)])
for s in (a, b, outer, inner):
    s.close()
