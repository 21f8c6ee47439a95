import socket

s = socket.socket()
s.bind(("127.0.0.1", 0))
s.connect(s.getsockname())
print(s.getsockname() == s.getpeername())
s.sendall(b"to myself")
print(s.recv(100))
s.shutdown(socket.SHUT_WR)
print(s.recv(100))
s.close()
