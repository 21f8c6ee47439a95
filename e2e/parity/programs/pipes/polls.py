import os
import select


def bits(fd):
    poll = select.poll()
    poll.register(fd, select.POLLIN | select.POLLOUT)
    return hex(dict(poll.poll(0)).get(fd, 0))


def selected(fd):
    readable, writable, _ = select.select([fd], [fd], [], 0)
    return bool(readable), bool(writable)


def watched(fd):
    with select.epoll() as epoll:
        epoll.register(fd, select.EPOLLIN | select.EPOLLOUT)
        return [hex(events) for _, events in epoll.poll(0)]


def show(name, fd):
    print(name, bits(fd), selected(fd), watched(fd))


r, w = os.pipe()
show("read end, empty", r)
show("write end, empty", w)
os.write(w, b"x")
show("read end, one byte", r)
show("write end, one byte", w)
os.write(w, bytes(65535))
show("write end, full", w)
os.read(r, 4096)
show("write end, a page read", w)
os.close(w)
show("read end, writer gone", r)
os.read(r, 65536)
show("read end, writer gone, empty", r)
os.close(r)
r, w = os.pipe()
os.close(r)
show("write end, reader gone", w)
