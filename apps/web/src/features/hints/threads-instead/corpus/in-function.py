import os
import socket
import threading


def serve(listener, greeting, times):
    for _ in range(times):
        conn, (host, port) = listener.accept()
        pid = os.fork()
        if pid == 0:
            try:
                conn.sendall(greeting + b" " + host.encode())
            finally:
                conn.close()
            os._exit(0)
        else:
            conn.close()
            os.waitpid(pid, 0)


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=serve, args=(listener, b"welcome", 2))
    thread.start()
    for _ in range(2):
        with socket.create_connection(listener.getsockname()) as sock:
            print(sock.makefile().read())
    thread.join()


if __name__ == "__main__":
    main()
