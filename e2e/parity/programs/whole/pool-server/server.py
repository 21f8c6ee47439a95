import socket
from concurrent.futures import ThreadPoolExecutor

def serve(connection):
    with connection:
        numbers = connection.recv(1000).decode().split()
        connection.sendall(str(sum(map(int, numbers))).encode())
        return len(numbers)

with socket.create_server(("127.0.0.1", 6009)) as listener, ThreadPoolExecutor(max_workers=2) as pool:
    print("listening")
    futures = [pool.submit(serve, listener.accept()[0]) for _ in range(4)]
    print([future.result() for future in futures])
