import socket

a, b = socket.socketpair()
a.setblocking(False)
b.setblocking(False)
sent = 0
block = b"x" * 10_000
while True:
    try:
        sent += a.send(block)
    except BlockingIOError as error:
        print(error.errno, sent > 10_000)
        break
received = 0
while True:
    try:
        received += len(b.recv(65536))
    except BlockingIOError:
        break
print(received == sent)
print(a.send(block))
a.close()
b.close()
