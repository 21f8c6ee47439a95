"""shutdown ends what waits on the socket in another thread, as servers stop their receiver."""
import errno
import os
import socket
import threading


def waiting(call):
    outcome = []

    def wait():
        try:
            outcome.append(call())
        except OSError as error:
            outcome.append(errno.errorcode[error.errno])

    thread = threading.Thread(target=wait)
    thread.start()
    return thread, outcome


def shut(sock, how):
    try:
        sock.shutdown(how)
    except OSError as error:
        return errno.errorcode[error.errno]


udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(("127.0.0.1", 0))
thread, outcome = waiting(lambda: udp.recvfrom(10))
print(shut(udp, socket.SHUT_RDWR))
thread.join()
print(outcome, udp.recv(10))

for family, address in (socket.AF_UNIX, "listener"), (socket.AF_INET, ("127.0.0.1", 0)):
    listener = socket.socket(family)
    listener.bind(address)
    listener.listen()
    thread, outcome = waiting(listener.accept)
    print(shut(listener, socket.SHUT_RD))
    thread.join()
    print(outcome)
os.unlink("listener")
