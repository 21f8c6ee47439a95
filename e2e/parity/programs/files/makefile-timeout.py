import socket

a, b = socket.socketpair()
a.settimeout(0.1)
with a.makefile("rb") as f:
    for _ in range(2):
        try:
            f.read(1)
        except OSError as error:
            print(type(error).__name__, error)
a.setblocking(False)
with a.makefile("rb", buffering=0) as raw:
    print(raw.read(1))
b.close()
a.close()
