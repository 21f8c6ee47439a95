import os
import socket

ends = []
for number in range(3):
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        theirs.sendall(str(number * number).encode())
        os._exit(0)
    theirs.close()
    ends.append(ours)
print([end.recv(10) for end in ends], [end.recv(10) for end in ends])
