import socket

with socket.create_connection(("127.0.0.1", 7777)) as s, s.makefile("rw", newline="\n") as lines:
    while True:
        try:
            command = input("> ")
        except EOFError:
            break
        print(command, file=lines, flush=True)
        print(lines.readline().rstrip())
