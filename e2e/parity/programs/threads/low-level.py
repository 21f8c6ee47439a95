import _thread
import time

lock = _thread.allocate_lock()
lock.acquire()
seen = []

def work(word, times=1):
    seen.append(word * times)
    lock.release()

ident = _thread.start_new_thread(work, ("hi",), {"times": 2})
print(isinstance(ident, int))
with lock:
    print(seen)
try:
    _thread.start_new_thread(work, "not a tuple")
except TypeError as error:
    print(type(error).__name__)
print(_thread.LockType is type(lock), _thread.TIMEOUT_MAX > 1e6)
