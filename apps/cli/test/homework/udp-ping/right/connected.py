import socket
import sys

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    sock.connect(("127.0.0.1", 9999))
    sock.settimeout(1.0)
    answer = None
    for number in range(1, 4):
        sock.send(f"ping {number}".encode())
        try:
            while answer is None:
                data = sock.recv(10000).decode()
                if data.startswith(f"pong {number}"):
                    answer = data
            break
        except TimeoutError:
            continue
print(answer or "lost")
sys.exit(0 if answer else 1)
