import select
import socket

a, b = socket.socketpair()
print(select.select([a, b], [], [], 0))
print([len(ready) for ready in select.select([a, b], [a, b], [a, b], 0)])
a.send(b"x")
readable, writable, _ = select.select([a, b], [b], [], 5)
print(readable == [b], writable == [b])
print(select.select([b.fileno()], [], [], 5)[0] == [b.fileno()])
a.close()
print(b.recv(1), select.select([b], [], [], 5)[0] == [b], b.recv(1))
for wrong in (
    lambda: select.select([b], [], [], -1),
    lambda: select.select([object()], [], []),
    lambda: select.select([-1], [], []),
    lambda: select.select([1.5], [], []),
    lambda: select.select(b, [], []),
    lambda: select.select([], [], [], "1"),
    lambda: select.select([]),
):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
b.close()
try:
    select.select([b], [], [], 0)
except ValueError as error:
    print(error)
