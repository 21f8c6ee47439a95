import os
import socket

path = "chat.sock"
with socket.socket(socket.AF_UNIX) as listener:
    listener.bind(path)
    listener.listen(1)
    print("listening")
    connection, _ = listener.accept()
    with connection, connection.makefile("rw") as lines:
        for line in lines:
            print(line.strip())
            print(line.strip().title(), file=lines, flush=True)
os.unlink(path)
