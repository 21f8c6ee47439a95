import socket

a = socket.socket(type=socket.SOCK_DGRAM)
a.bind(("127.0.0.1", 0))
b = socket.socket(type=socket.SOCK_DGRAM)
b.connect(a.getsockname())
b.send(b"one ", socket.MSG_MORE)
b.send(b"two ", socket.MSG_MORE)
b.send(b"three")
print(a.recv(100))
a.close()
b.close()
