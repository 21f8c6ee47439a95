import os
import socket

left, right = socket.socketpair()
spare = os.dup(left.fileno())
print("same", os.dup2(left.fileno(), left.fileno()) == left.fileno())
print(os.dup2(right.fileno(), 50), os.get_inheritable(50))
os.write(50, b"by the copy")
print(left.recv(100))
left.close()
os.dup2(spare, 50, inheritable=False)
print(os.get_inheritable(50))
os.write(50, b"the other end now")
print(right.recv(100))
try:
    os.dup2(spare, -1)
except OSError as error:
    print(error)
r, w = os.pipe()
os.dup2(w, 60)
os.close(w)
os.write(60, b"pipe")
os.close(60)
print(os.read(r, 10), os.read(r, 10))
