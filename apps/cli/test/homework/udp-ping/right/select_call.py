import select
import socket
import sys

SERVER = ("127.0.0.1", 9999)


def ask(sock, number):
    sock.sendto(b"ping %d" % number, SERVER)
    while select.select([sock], [], [], 1.0)[0]:
        data, peer = sock.recvfrom(8192)
        if peer != SERVER:
            continue
        if data.split(b" ")[:2] == [b"pong", b"%d" % number]:
            return data.decode()
    return None


with socket.socket(type=socket.SOCK_DGRAM) as sock:
    for number in range(1, 4):
        answer = ask(sock, number)
        if answer is not None:
            print(answer)
            break
    else:
        print("lost")
        sys.exit(1)
