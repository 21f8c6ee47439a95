"""A signal whose handler returns interrupts a send that waits: each byte goes once (PEP 475)."""
import signal
import socket
import threading
import time

PATTERN = bytes(i % 251 for i in range(2 * 1024 * 1024))


def exchange(name, writer, reader, write, interval):
    received, signals = bytearray(), []

    def read():
        while chunk := reader.recv(65536):
            received.extend(chunk)
            time.sleep(0.02)

    signal.signal(signal.SIGALRM, lambda *_: signals.append(1))
    thread = threading.Thread(target=read)
    thread.start()
    signal.setitimer(signal.ITIMER_REAL, 0.3, interval)
    write(writer)
    signal.setitimer(signal.ITIMER_REAL, 0)
    writer.close()
    thread.join()
    reader.close()
    print(name, bool(signals), bytes(received) == PATTERN, len(received) - len(PATTERN), flush=True)


def send_all(writer):
    writer.sendall(PATTERN)


def send_pieces(writer):
    sent = 0
    while sent < len(PATTERN):
        sent += writer.send(PATTERN[sent:])


exchange("sendall", *socket.socketpair(), send_all, 0)
exchange("sendall, many signals", *socket.socketpair(), send_all, 0.2)
exchange("send", *socket.socketpair(), send_pieces, 0)
