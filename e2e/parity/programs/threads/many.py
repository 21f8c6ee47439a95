import threading

gate = threading.Event()
count = 0
lock = threading.Lock()

def work():
    global count
    gate.wait()
    with lock:
        count += 1

threads = [threading.Thread(target=work) for _ in range(200)]
for thread in threads:
    thread.start()
print(threading.active_count())
gate.set()
for thread in threads:
    thread.join()
print(count, threading.active_count())
