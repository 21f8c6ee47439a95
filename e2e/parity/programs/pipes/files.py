import io
import os
import warnings

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

# Unbuffered, by io's own class.
r, w = os.pipe()
with io.FileIO(w, "w") as out:
    print(isinstance(out, io.FileIO), out.mode, out.closefd, out.readable(), out.writable(), out.seekable())
    print(out.write(b"through FileIO"))
    try:
        out.read(1)
    except io.UnsupportedOperation as error:
        print(error)
with io.FileIO(r) as source:
    print(repr(source).replace(str(r), "r"), source.fileno() == r, source.readall())
class Own(io.FileIO):
    pass
with Own("own.bin", "w") as file, io.FileIO("own.bin") as other:
    print(isinstance(file, io.FileIO), isinstance(other, Own), type(file).__mro__[1].__name__, repr(other))
    print(issubclass(Own, io.RawIOBase), isinstance(open("own.bin", "rb", 0), io.FileIO))
os.unlink("own.bin")
try:
    io.FileIO(r)
except OSError as error:
    print(error)

# Dropped without close.
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for mode, buffering in (("rb", 0), ("rb", -1), ("r", -1)):
        r, w = os.pipe()
        open(r, mode, buffering)
        open(w, "wb", closefd=False)
        os.close(w)
print([(warning.category.__name__, str(warning.message).split(" name=")[0]) for warning in caught])
