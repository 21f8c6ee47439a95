import socket
import threading

def serve(connection, number):
    with connection:
        while data := connection.recv(1024):
            connection.sendall(b"%d: " % number + data)

with socket.create_server(("127.0.0.1", 6000)) as listener:
    print("listening")
    threads = []
    for number in range(3):
        connection, _ = listener.accept()
        threads.append(threading.Thread(target=serve, args=(connection, number)))
        threads[-1].start()
    for thread in threads:
        thread.join()
print("all clients left")
