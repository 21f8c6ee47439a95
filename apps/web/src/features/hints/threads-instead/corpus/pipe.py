import os

r, w = os.pipe()
if os.fork() == 0:
    os.close(r)
    os.write(w, b"one")
    os.write(w, b" two")
    os._exit(0)
os.close(w)
data = b""
while piece := os.read(r, 10):
    data += piece
print(data)
os.wait()
