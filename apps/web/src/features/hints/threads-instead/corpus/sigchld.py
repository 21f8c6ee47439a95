import os, signal, socket, threading

def reap(signum, frame):
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return

signal.signal(signal.SIGCHLD, reap)
listener = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=lambda: print(socket.create_connection(listener.getsockname()).recv(10))).start()
conn, addr = listener.accept()
pid = os.fork()
if pid == 0:
    listener.close()
    conn.send(b"reaped")
    conn.close()
    os._exit(0)
conn.close()
