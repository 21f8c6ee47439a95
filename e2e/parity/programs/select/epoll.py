import select
import socket

a, b = socket.socketpair()
with select.epoll() as poller:
    print(poller.fileno() > 0, poller.closed)
    poller.register(a.fileno(), select.EPOLLIN)
    print(poller.poll(0))
    b.send(b"xy")
    print([(fd == a.fileno(), mask == select.EPOLLIN) for fd, mask in poller.poll(5)])
    print(a.recv(1), len(poller.poll(0, 1)), a.recv(1), poller.poll(0))
    poller.modify(a, select.EPOLLOUT)
    print([mask == select.EPOLLOUT for _, mask in poller.poll(5)])
    for wrong in (
        lambda: poller.register(a),
        lambda: poller.unregister(b),
        lambda: poller.modify(b, select.EPOLLIN),
        lambda: poller.register(-1),
        lambda: poller.poll(0, 0),
        lambda: poller.poll(0, -2),
    ):
        try:
            print(wrong())
        except Exception as error:
            print(type(error).__name__, error)
    poller.unregister(a)
    print(poller.poll(0))
print(poller.closed)
try:
    poller.poll(0)
except ValueError as error:
    print(error)
a.close()
b.close()
