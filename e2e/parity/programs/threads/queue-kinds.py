import queue
import threading

for kind in (queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue):
    q = kind()
    for item in (3, 1, 2):
        q.put(item)
    print(kind.__name__, [q.get() for _ in range(3)], q.empty())
    try:
        q.get(timeout=0.05)
    except queue.Empty:
        print("Empty")
q = queue.SimpleQueue()
threading.Timer(0.05, q.put, ["late"]).start()
print(q.get(timeout=5))
