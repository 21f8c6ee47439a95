import errno
import socket

print(socket.error is OSError, socket.timeout is TimeoutError)
print(issubclass(socket.gaierror, OSError), issubclass(socket.herror, OSError))
for name in ("ECONNREFUSED", "ECONNRESET", "EPIPE", "EAGAIN", "EINPROGRESS", "EALREADY", "EADDRINUSE", "EACCES",
             "EPERM", "ENOENT", "EINTR", "ETIMEDOUT", "ECONNABORTED", "EISCONN", "ENOTCONN", "EBADF", "EINVAL"):
    number = getattr(errno, name)
    error = OSError(number, "text")
    print(name, number, type(error).__name__, errno.errorcode[number], str(error))
import os
for number in (98, 111, 104, 11, 115, 107, 106, 32, 90, 110):
    print(number, os.strerror(number))
