import select
import socket

def names(mask):
    return [name for name in ("POLLIN", "POLLPRI", "POLLOUT", "POLLERR", "POLLHUP", "POLLNVAL", "POLLRDHUP")
            if mask & getattr(select, name)]

listener = socket.create_server(("127.0.0.1", 0))
a = socket.create_connection(listener.getsockname())
b, _ = listener.accept()
poller = select.poll()
poller.register(a, select.POLLIN | select.POLLOUT)
print([(fd == a.fileno(), names(mask)) for fd, mask in poller.poll(0)])
poller.modify(a, select.POLLIN)
print(poller.poll(100))
b.send(b"x")
print([names(mask) for _, mask in poller.poll(5000)])
print(a.recv(1))
b.close()
poller.modify(a, select.POLLIN | select.POLLRDHUP)
print([names(mask) for _, mask in poller.poll(5000)])
poller.unregister(a)
try:
    poller.unregister(a)
except KeyError:
    print("KeyError")
try:
    poller.modify(a, select.POLLIN)
except OSError as error:
    print(type(error).__name__, error.errno)
poller.register(a)
fd = a.fileno()
a.close()
print([names(mask) for _, mask in poller.poll(0)])
try:
    poller.poll("soon")
except TypeError as error:
    print(type(error).__name__)
listener.close()
