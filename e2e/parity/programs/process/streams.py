import sys

print("to stdout")
print("to stderr", file=sys.stderr)
sys.stdout.write("no newline yet")
print(" … and now", end="!\n", flush=True)
sys.stdout.flush()
sys.stdout.buffer.write("bytes: 漢\n".encode())
sys.stdout.buffer.flush()
print(1, 2, 3, sep="-", end=";\n")
print(sys.stdout.fileno(), sys.stderr.fileno(), sys.stdin.fileno(), sys.stdout.encoding.lower())
