import socket
import threading
import time

a, b = socket.socketpair()
received = []
thread = threading.Thread(target=lambda: received.append(b.recv(100)))
thread.start()
for number in range(3):
    print("main works", number)
    time.sleep(0.02)
print(thread.is_alive(), received)
a.send(b"now")
thread.join()
print(received)
a.close()
b.close()
