import os, socket, threading

def handle(conn, number):
    conn.sendall(f"you are {number}\n".encode())

listener = socket.create_server(("127.0.0.1", 0))

def client():
    with socket.create_connection(listener.getsockname()) as sock:
        print(sock.makefile().read(), end="")

count = 0
clients = [threading.Thread(target=client) for _ in range(3)]
for thread in clients:
    thread.start()
while count < 3:
    conn, addr = listener.accept()
    count += 1
    pid = os.fork()
    if pid > 0:
        conn.close()
    else:
        listener.close()
        handle(conn, count)
        os._exit(0)
