import socket

a, b = socket.socketpair()
reader = b.makefile("r", encoding="utf-8", newline="\n")
writer = a.makefile("w", encoding="utf-8")
print(type(reader).__name__, reader.mode, reader.readable(), reader.writable())
print(type(writer).__name__, writer.mode, writer.readable(), writer.writable())
print("first line\n第二行", file=writer, flush=True)
print("third", file=writer, flush=True)
print(repr(reader.readline()), repr(reader.readline()), repr(reader.readline()))
binary = a.makefile("rwb")
print(type(binary).__name__)
raw = a.makefile("rb", buffering=0)
print(type(raw).__name__, raw.mode, raw.name == a.fileno())
for mode in ("x", "a", "rw+", "rt", ""):
    try:
        print(repr(mode), a.makefile(mode).mode)
    except ValueError as error:
        print(repr(mode), error)
try:
    a.makefile("r", buffering=0)
except ValueError as error:
    print(error)
for each in (reader, writer, binary, raw, a, b):
    each.close()
