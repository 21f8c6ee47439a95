import os
import socket
import tempfile

a, b = socket.socketpair()
with tempfile.TemporaryFile() as file:
    file.write(b"0123456789")
    file.flush()
    file.seek(4)
    print(socket.send_fds(a, [b"a file"], [file.fileno()]))
data, (fd,), flags, _ = socket.recv_fds(b, 100, 1)
print(data, flags, os.fstat(fd).st_size, os.read(fd, 3))
print(os.lseek(fd, 1, os.SEEK_SET), os.read(fd, 2))

# One open file, one place in it.
socket.send_fds(a, [b"x"], [fd])
data, (other,), flags, _ = socket.recv_fds(b, 1, 1)
print(other != fd, os.read(other, 2), os.read(fd, 2), os.read(other, 9))
os.close(fd)
print(os.lseek(other, 0, os.SEEK_SET), os.read(other, 1))
os.close(other)

reader, writer = os.pipe()
socket.send_fds(a, [b"x"], [reader, writer])
os.close(reader)
os.close(writer)
data, (reader, writer), flags, _ = socket.recv_fds(b, 1, 2)
print(os.write(writer, b"through the pipe"), os.read(reader, 100))
os.close(writer)
print(os.read(reader, 1))
os.close(reader)
a.close()
b.close()
