import threading

lock = threading.RLock()
with lock, lock:
    print("twice")
lock.acquire()
result = []
thread = threading.Thread(target=lambda: result.append(lock.acquire(blocking=False)))
thread.start()
thread.join()
print(result)

def release():
    try:
        lock.release()
    except RuntimeError as error:
        result.append(str(error))

thread = threading.Thread(target=release)
thread.start()
thread.join()
print(result)
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
