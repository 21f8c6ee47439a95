import threading
import time

stop = False
ticks = 0

def tick():
    global ticks, stop
    for _ in range(5):
        time.sleep(0.02)
        ticks += 1
    stop = True

thread = threading.Thread(target=tick)
thread.start()
deadline = time.monotonic() + 10
turns = 0
while not stop and time.monotonic() < deadline:
    turns += 1
thread.join()
print(ticks, turns > 0, stop)
