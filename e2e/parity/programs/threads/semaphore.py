import threading
import time

semaphore = threading.Semaphore(2)
inside = 0
most = 0
guard = threading.Lock()

def work():
    global inside, most
    with semaphore:
        with guard:
            inside += 1
            most = max(most, inside)
        time.sleep(0.02)
        with guard:
            inside -= 1

threads = [threading.Thread(target=work) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(most, inside)
bounded = threading.BoundedSemaphore(1)
print(bounded.acquire(), bounded.acquire(blocking=False), bounded.acquire(timeout=0.05))
bounded.release()
try:
    bounded.release()
except ValueError as error:
    print(error)
