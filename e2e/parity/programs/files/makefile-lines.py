import socket

a, b = socket.socketpair()
with a, a.makefile("w") as out:
    for number in range(3):
        out.write(f"line {number}\n")
with b, b.makefile("r") as lines:
    for line in lines:
        print(repr(line))
    print(repr(lines.read()))
print(a.fileno(), b.fileno())
