import queue
import signal
import threading
import time

# Longer than a turn by far: a thread that nobody can stop ends by itself then.
LIMIT = 10

# What a thread may do over and over without ever waiting.
KINDS = {
    "a queue": "try: box.get(False)\n    except queue.Empty: pass",
    "a queue's size": "box.empty()",
    "a lock": "with lock: pass",
    "a lock that is not waited for": "if lock.acquire(False): lock.release()",
    "an event": "event.is_set()",
    "a semaphore": "semaphore.acquire(blocking=False)",
    "nothing": "pass",
}
box, lock, event, semaphore = queue.Queue(), threading.Lock(), threading.Event(), threading.Semaphore(0)


def spinning(body, calls):
    """A loop of this body, and so many calls of a built-in function."""
    lines = [
        "def spin(stop):",
        "  limit = time.monotonic() + LIMIT",
        "  while not stop and time.monotonic() < limit:",
        f"    {body}",
    ]
    scope = dict(globals())
    exec("\n".join(lines + ["    abs(1)"] * calls), scope)
    return scope["spin"]


def runs_beside(spin):
    stop = []
    thread = threading.Thread(target=spin, args=(stop,))
    thread.start()
    time.sleep(0.001)
    is_spinning = thread.is_alive()
    stop.append(True)
    thread.join()
    return is_spinning


def is_interrupted(spin):
    stop = []
    signal.signal(signal.SIGALRM, lambda *_: stop.append(True))
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    spin(stop)
    return bool(stop)


for name, body in KINDS.items():
    spins = [spinning(body, calls) for calls in range(12)]
    print(name, all(map(runs_beside, spins)), all(map(is_interrupted, spins)))
