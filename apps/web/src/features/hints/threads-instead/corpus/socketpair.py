import os
import socket

parent, child = socket.socketpair()
pid = os.fork()
if pid == 0:
    parent.close()
    child.sendall(b"from the child: " + child.recv(100))
    child.close()
    os._exit(0)
else:
    child.close()
    parent.sendall(b"ping")
    print(parent.recv(100))
    print(parent.recv(100))
    os.waitpid(pid, 0)
    print("the child has ended")
