import socket
import sys

with socket.socket(socket.AF_UNIX) as s:
    s.connect("chat.sock")
    with s.makefile("rw") as lines:
        for line in sys.stdin:
            print(line.strip(), file=lines, flush=True)
            print(lines.readline().strip())
