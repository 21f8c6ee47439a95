"""queue.SimpleQueue, which is a built-in type: a signal's handler may put something while get waits."""
import copy
import pickle
import queue
import signal
import sys
import threading
import _queue

print(queue.SimpleQueue, _queue.SimpleQueue is queue.SimpleQueue, _queue.Empty is queue.Empty)
q = queue.SimpleQueue()


def attempt(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(setattr, queue.SimpleQueue, "mark", 1)
attempt(getattr, q, "__dict__")
attempt(q.get, False)
attempt(q.get, timeout=0.01)
attempt(q.get, True, 0)
attempt(q.get, timeout=-1)
attempt(q.get, False, -1)
attempt(q.get_nowait)
attempt(queue.SimpleQueue, 1)
attempt(pickle.dumps, q)
attempt(copy.copy, q)
q.put(1, False)
q.put("two", timeout=3)
q.put_nowait(None)
print(q.qsize(), q.empty(), q.get(), q.get(), q.get(), q.empty())

signal.signal(signal.SIGALRM, lambda *_: q.put("by the handler"))
signal.setitimer(signal.ITIMER_REAL, 0.05)
print(q.get())
signal.setitimer(signal.ITIMER_REAL, 0.05)
print(q.get(timeout=10))

# Many wait, and each item reaches one of them.
results = queue.SimpleQueue()
threads = [threading.Thread(target=lambda: results.put(q.get())) for _ in range(20)]
for thread in threads:
    thread.start()
for number in range(20):
    q.put(number)
for thread in threads:
    thread.join()
print(sorted(results.get() for _ in range(20)), results.empty())

# A wait that has ended takes no item away from another.
late = threading.Thread(target=lambda: results.put(q.get(timeout=10)))
attempt(q.get, timeout=0.01)
late.start()
q.put("for the one that waits")
late.join()
print(results.get())


class Named(queue.SimpleQueue):
    pass


named = Named()
named.name = "mine"
named.put(1)
print(named.name, named.get(), isinstance(named, queue.SimpleQueue), list[queue.SimpleQueue], queue.SimpleQueue[int])
for module in ("queue", "_queue"):
    del sys.modules[module]
import queue as again

fresh = again.SimpleQueue()
threading.Timer(0.02, fresh.put, ["of a fresh module"]).start()
print(fresh.get())
