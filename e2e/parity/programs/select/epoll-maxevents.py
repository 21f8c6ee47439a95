import os
import select
import socket

pairs = [socket.socketpair() for _ in range(5)]
with select.epoll(sizehint=10) as poller:
    for a, b in pairs:
        poller.register(a, select.EPOLLIN)
        b.send(b"x")
    print(len(poller.poll(5)), len(poller.poll(5, 2)), len(poller.poll(maxevents=3)))
    again = select.epoll.fromfd(os.dup(poller.fileno()))
    print(len(again.poll(1)))
    again.close()
for pair in pairs:
    for s in pair:
        s.close()
