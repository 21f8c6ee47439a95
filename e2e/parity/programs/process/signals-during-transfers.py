# Calls that a signal interrupts after some bytes have moved: none is moved twice, none is lost (PEP 475).
import os
import signal
import socket
import threading
import time

DATA = bytes(i % 251 for i in range(512 * 1024))


def write_all(write):
    def to(end, data):
        done = 0
        while done < len(data):
            done += write(end, data[done:])

    return to


def read_whole(size):
    def once(end):
        return end.recv(size, socket.MSG_WAITALL)

    return once


def filled(end):
    view = bytearray(50_000)
    return bytes(view[: end.recv_into(view)])


def transfer(name, ends, write, read, pause):
    writer, reader = ends
    got = bytearray()
    signals = 0

    def on_alarm(*_):
        nonlocal signals
        signals += 1

    def other(act):
        thread = threading.Thread(target=act)
        thread.start()
        return thread

    def close(end):
        os.close(end) if isinstance(end, int) else end.close()

    def write_and_close():
        write(writer, DATA)
        close(writer)

    def read_to_the_end():
        while chunk := read(reader):
            got.extend(chunk)
            if pause == "reader":
                time.sleep(0.01)

    signal.signal(signal.SIGALRM, on_alarm)
    # The main thread is the one that is interrupted.
    mine, others = (write_and_close, read_to_the_end) if pause == "reader" else (read_to_the_end, write_and_close)
    thread = other(others)
    signal.setitimer(signal.ITIMER_REAL, 0.03, 0.03)
    mine()
    signal.setitimer(signal.ITIMER_REAL, 0)
    thread.join()
    close(reader)
    print(name, "interrupted:", signals > 0, "the same:", bytes(got) == DATA)


def tcp():
    # Small buffers: a writer has to wait for its reader.
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        client = socket.create_connection(listener.getsockname())
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16384)
        return client, listener.accept()[0]


def slow_write(end, data):
    for start in range(0, len(data), 32768):
        end.sendall(data[start : start + 32768])
        time.sleep(0.01)


def sendfile(end, data):
    with open("data.bin", "wb") as file:
        file.write(data)
    with open("data.bin", "rb") as file:
        end.sendfile(file)


def buffered(end, data):
    with end.makefile("wb") as file:
        file.write(data)


def receive(end):
    return end.recv(32768)


transfer("sendall", tcp(), lambda end, data: end.sendall(data), receive, "reader")
transfer("sendall, Unix", socket.socketpair(), lambda end, data: end.sendall(data), receive, "reader")
transfer("send", tcp(), write_all(socket.socket.send), receive, "reader")
transfer("sendmsg", tcp(), write_all(lambda end, data: end.sendmsg([data[:7], data[7:]])), receive, "reader")
transfer("sendfile", tcp(), sendfile, receive, "reader")
transfer("makefile", tcp(), buffered, receive, "reader")
transfer("os.write", tcp(), write_all(lambda end, data: os.write(end.fileno(), data)), receive, "reader")
transfer("os.writev", tcp(), write_all(lambda end, data: os.writev(end.fileno(), [data[:7], data[7:]])), receive, "reader")
transfer("os.write, pipe", os.pipe()[::-1], write_all(os.write), lambda end: os.read(end, 32768), "reader")
transfer("recv with MSG_WAITALL", tcp(), slow_write, read_whole(100_000), "writer")
transfer("recv_into", tcp(), slow_write, filled, "writer")
