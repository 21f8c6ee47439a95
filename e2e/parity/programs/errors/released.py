import gc
import select
import socket
import weakref

# What a failed call leaves behind: nothing that keeps a function's locals.
gc.disable()


class Local:
    pass


def is_released(act):
    def use():
        local = Local()
        try:
            act()
        except OSError as error:
            print(type(error).__name__, end=" ")
        return weakref.ref(local)

    return use()() is None


a, b = socket.socketpair()
a.setblocking(False)
b.settimeout(0.01)
print(is_released(lambda: socket.socket().connect(("127.0.0.1", 9))))
print(is_released(lambda: socket.create_connection(("127.0.0.1", 9))))
print(is_released(lambda: socket.socket().bind(("192.0.2.1", 1))))
print(is_released(lambda: socket.socket().setsockopt(socket.SOL_SOCKET, 4711, 1)))
print(is_released(lambda: a.recv(1)))
print(is_released(lambda: b.recv(1)))
print(is_released(lambda: socket.getaddrinfo("name.invalid", 80, flags=socket.AI_NUMERICHOST)))
print(is_released(lambda: select.epoll().unregister(a)))


def connect_in_vain():
    sock, peer = socket.socketpair()
    peer.setblocking(False)
    sock.settimeout(5)
    try:
        peer.send(b"x" * 10_000_000)
        peer.send(b"x")
    except BlockingIOError:
        pass
    return sock


# The peer, which nobody has any more, is closed at once.
left = connect_in_vain()
while left.recv(1 << 20):
    pass
print("end of file")
