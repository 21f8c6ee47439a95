import os, socket
a, b = socket.socketpair()
pid = os.fork()
if pid == 0:
    a.sendall(b"child")
    os._exit(0)
a.sendall(b"parent")
a.close()
print(b.recv(100), b.recv(100))
