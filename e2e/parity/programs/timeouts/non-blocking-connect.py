import errno
import select
import socket

listener = socket.create_server(("127.0.0.1", 0))
s = socket.socket()
s.setblocking(False)
result = s.connect_ex(listener.getsockname())
print(errno.errorcode[result])
print([len(ready) for ready in select.select([], [s], [], 5)])
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
print(s.connect_ex(listener.getsockname()) in (0, errno.EISCONN))
print(errno.errorcode[s.connect_ex(listener.getsockname())])
address = listener.getsockname()
s.close()
listener.close()
s = socket.socket()
s.setblocking(False)
try:
    s.connect(address)
except OSError as error:
    print(type(error).__name__, error)
select.select([], [s], [], 5)
print(errno.errorcode[s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)])
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
s.close()
