import queue
import threading

tasks = queue.Queue(maxsize=2)
done = queue.Queue()

def consume():
    while (item := tasks.get()) is not None:
        done.put(item * item)
        tasks.task_done()
    tasks.task_done()

threads = [threading.Thread(target=consume) for _ in range(2)]
for thread in threads:
    thread.start()
for number in range(10):
    tasks.put(number)
for _ in threads:
    tasks.put(None)
tasks.join()
for thread in threads:
    thread.join()
print(sorted(done.get() for _ in range(10)), done.empty(), tasks.qsize())
for call in (lambda: done.get_nowait(), lambda: done.get(timeout=0.05)):
    try:
        call()
    except queue.Empty as error:
        print(repr(error))
tasks.put(1)
tasks.put(2)
for call in (lambda: tasks.put_nowait(3), lambda: tasks.put(3, timeout=0.05)):
    try:
        call()
    except queue.Full as error:
        print(repr(error))
