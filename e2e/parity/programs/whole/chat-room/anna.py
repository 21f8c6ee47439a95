import socket

with socket.create_connection(("127.0.0.1", 6001)) as s, s.makefile("rw", encoding="utf-8") as chat:
    print("anna", file=chat, flush=True)
    for line in chat:
        print(line.strip())
        if line.startswith("ben: "):
            print("hi ben, 你好", file=chat, flush=True)
        if line.endswith("left\n"):
            break
