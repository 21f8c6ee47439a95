import os
import threading

r, w = os.pipe()
SIZE = 300_000


def produce():
    print("wrote", os.write(w, bytes(range(250)) * (SIZE // 250)))
    os.close(w)


thread = threading.Thread(target=produce)
thread.start()
received = bytearray()
while data := os.read(r, 10_000):
    received += data
thread.join()
print(len(received), bytes(received[:250]) == bytes(range(250)), bytes(received[-3:]))
