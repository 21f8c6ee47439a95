"""A wait that a signal interrupts goes on for what is left of its timeout."""
import signal
import socket
import time

signal.signal(signal.SIGALRM, lambda *_: None)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    s.bind(("127.0.0.1", 0))
    s.settimeout(0.5)
    signal.setitimer(signal.ITIMER_REAL, 0.2, 0.2)
    started = time.monotonic()
    try:
        s.recvfrom(1)
    except TimeoutError as error:
        print(error, 0.5 <= time.monotonic() - started < 5)
    signal.setitimer(signal.ITIMER_REAL, 0)
