import socket
import threading


def work(inbox):
    while True:
        data, fds, flags, address = socket.recv_fds(inbox, 16, 4)
        if not data:
            print("the worker has no more to do")
            return
        for fd in fds:
            with socket.socket(fileno=fd) as connection:
                text = connection.recv(100)
                connection.sendall(text.upper())


outbox, inbox = socket.socketpair()
worker = threading.Thread(target=work, args=(inbox,))
worker.start()
with socket.create_server(("127.0.0.1", 0)) as listener:
    for word in (b"one", b"two", b"three"):
        client = socket.create_connection(listener.getsockname())
        connection, _ = listener.accept()
        with connection:
            print(socket.send_fds(outbox, [b"work"], [connection.fileno()]))
        with client:
            client.sendall(word)
            print(client.recv(100), client.recv(100))
outbox.close()
worker.join()
inbox.close()
