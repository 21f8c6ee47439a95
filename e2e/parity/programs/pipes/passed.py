import os
import socket
import stat

left, right = socket.socketpair()
r, w = os.pipe()
os.set_blocking(r, False)
socket.send_fds(left, [b"ends"], [r, w])
_, (reader, writer), _, _ = socket.recv_fds(right, 10, 2)
os.close(r)
os.close(w)
print([stat.S_ISFIFO(os.fstat(fd).st_mode) for fd in (reader, writer)])
print("blocking", os.get_blocking(reader), os.get_blocking(writer))
print(os.write(writer, b"through the copy"), os.read(reader, 100))
socket.send_fds(left, [b"again"], [writer])
os.close(writer)
_, (last,), _, _ = socket.recv_fds(right, 10, 1)
os.close(last)
print("end", os.read(reader, 100))
