import socket

for words in (("one", "two"), ("three",)):
    with socket.create_connection(("127.0.0.1", 9100)) as s, s.makefile("rw") as f:
        for word in words:
            print(word, file=f, flush=True)
            print(f.readline().strip())
