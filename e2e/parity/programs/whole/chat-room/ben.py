import socket
import threading

s = socket.create_connection(("127.0.0.1", 6001))
chat = s.makefile("rw", encoding="utf-8")
print("ben", file=chat, flush=True)
heard = threading.Event()

def listen():
    for line in chat:
        print(line.strip())
        if line.startswith("anna: "):
            heard.set()

reader = threading.Thread(target=listen)
reader.start()
s.sendall(b"anybody here?\n")
heard.wait(20)
s.shutdown(socket.SHUT_WR)
reader.join()
s.close()
