import socket
import threading

a, b = socket.socketpair()
size = 3_000_000

def write(s):
    s.sendall(b"x" * size)
    s.shutdown(socket.SHUT_WR)

def read(s, counts):
    total = 0
    while piece := s.recv(65536):
        total += len(piece)
    counts.append(total)

counts = []
threads = [threading.Thread(target=write, args=(s,)) for s in (a, b)]
threads += [threading.Thread(target=read, args=(s, counts)) for s in (a, b)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counts)
a.close()
b.close()
