import threading

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(blocking=False), lock.acquire(timeout=0.05))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
for wrong in (lambda: lock.acquire(False, 1), lambda: lock.acquire(timeout=-2), lambda: lock.acquire(True, "1")):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__)
with lock:
    print(lock.locked())
print(lock.locked())

total = 0

def add():
    global total
    for _ in range(500):
        with lock:
            value = total
            total = value + 1

threads = [threading.Thread(target=add) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
