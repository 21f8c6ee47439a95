import socket
import threading

people = {}
lock = threading.Lock()

def tell(text, but=None):
    with lock:
        for name, connection in people.items():
            if name != but:
                connection.sendall(text.encode() + b"\n")

def attend(connection):
    with connection, connection.makefile("r", encoding="utf-8") as lines:
        name = lines.readline().strip()
        with lock:
            people[name] = connection
            connection.sendall(f"welcome {name}, {len(people)} here\n".encode())
        print(name, "came")
        for line in lines:
            tell(f"{name}: {line.strip()}", but=name)
        with lock:
            del people[name]
        tell(f"{name} left")

with socket.create_server(("127.0.0.1", 6001)) as listener:
    print("open")
    threads = []
    for _ in range(2):
        connection, _ = listener.accept()
        threads.append(threading.Thread(target=attend, args=(connection,)))
        threads[-1].start()
    for thread in threads:
        thread.join()
print("closed")
