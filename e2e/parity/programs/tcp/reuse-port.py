import socket

first = socket.create_server(("127.0.0.1", 0), reuse_port=True)
second = socket.create_server(first.getsockname(), reuse_port=True)
print(first.getsockname() == second.getsockname())
third = socket.socket()
try:
    third.bind(first.getsockname())
except OSError as error:
    print(error.errno, error.strerror)
for s in (first, second, third):
    s.close()
