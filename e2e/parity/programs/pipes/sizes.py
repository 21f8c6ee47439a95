import array
import fcntl
import os
import stat
import termios

r, w = os.pipe()
print(fcntl.fcntl(w, fcntl.F_GETPIPE_SZ), fcntl.fcntl(r, fcntl.F_GETPIPE_SZ))
print(stat.S_ISFIFO(os.fstat(r).st_mode), stat.S_ISFIFO(os.fstat(w).st_mode))
print([fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE for fd in (r, w)])
print([os.get_inheritable(fd) for fd in (r, w)], os.get_blocking(w))
os.set_blocking(w, False)
print(os.get_blocking(w), os.get_blocking(r))
taken = 0
try:
    while True:
        taken += os.write(w, b"x" * 4096)
except BlockingIOError as error:
    print("took", taken, error)
waiting = array.array("i", [0])
fcntl.ioctl(r, termios.FIONREAD, waiting)
print("waiting", waiting[0])
print("shrink", end=" ")
try:
    fcntl.fcntl(w, fcntl.F_SETPIPE_SZ, 4096)
except OSError as error:
    print(error)
print(len(os.read(r, 100000)), fcntl.fcntl(w, fcntl.F_SETPIPE_SZ, 5000))
print(os.write(w, bytes(10000)))
buffer = bytearray(10)
print((getattr(os, "readinto", None) or (lambda fd, target: os.readv(fd, [target])))(r, buffer), buffer)
print(os.readv(r, [bytearray(3), bytearray(4)]))
r2, w2 = os.pipe2(os.O_NONBLOCK)
print([os.get_blocking(fd) for fd in (r2, w2)], [os.get_inheritable(fd) for fd in (r2, w2)])
try:
    os.read(r2, 1)
except BlockingIOError as error:
    print(error)
