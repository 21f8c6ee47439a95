import multiprocessing
import socket
import time

def server(ready):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ready.put(listener.getsockname())
        conn, _ = listener.accept()
        with conn:
            conn.sendall(conn.recv(100)[::-1])

def client(ready):
    with socket.create_connection(ready.get()) as sock:
        sock.sendall(b"hello")
        print(sock.recv(100), flush=True)

if __name__ == "__main__":
    ready = multiprocessing.Queue()
    p1 = multiprocessing.Process(target=server, args=(ready,))
    p2 = multiprocessing.Process(target=client, args=(ready,), daemon=True)
    p1.start()
    p2.start()
    p2.join()
    p1.join(timeout=5)
    print(p1.is_alive())
