import io
import os
import select
import sys


# Unbuffered, so that each takes no more than its line wherever standard input is no terminal.
def line(fd):
    read = b""
    while not read.endswith(b"\n"):
        read += os.read(fd, 1)
    return read


copy = os.dup(0)
print(line(copy), line(0))
print(select.select([copy], [], [], 10)[0] == [copy])
os.set_blocking(copy, True)
os.close(copy)
with io.FileIO(0, closefd=False) as raw:
    print(raw.read(6), raw.name, raw.mode)
with open("/dev/stdin", "rb", buffering=0) as device:
    print(device.read(5), device.name)
with os.fdopen(0, "rb", buffering=0, closefd=False) as binary:
    buffer = bytearray(5)
    print(binary.readinto(buffer), bytes(buffer))
with open(0, encoding="utf-8") as rest:
    print(rest.read().splitlines(), rest.name)
try:
    os.read(0, 1)
except OSError as error:
    print(error)
print(sys.stdin.fileno())
