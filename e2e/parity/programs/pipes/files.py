import os

r, w = os.pipe()
with os.fdopen(w, "w") as out:
    out.write("one\ntwo\n")
    out.flush()
    print("three", file=out)
with os.fdopen(r) as lines:
    print(lines.readlines())
r, w = os.pipe()
with os.fdopen(w, "wb", 0) as out:
    print(out.write(b"raw bytes"))
with open(r, "rb") as source:
    print(source.read(3), source.read())
try:
    os.write(w, b"x")
except OSError as error:
    print(error)
