import sys

print(repr(sys.stdin.readline()))
for line in sys.stdin:
    print(repr(line))
    if line.startswith("two"):
        break
print(repr(sys.stdin.read()))
print(repr(sys.stdin.readline()), repr(sys.stdin.read()))
