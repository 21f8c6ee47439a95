import threading
import time

start = time.monotonic()
done = threading.Event()
timer = threading.Timer(0.1, lambda word: (print(word), done.set()), ["rang"])
timer.start()
print(done.wait(5), 0.09 < time.monotonic() - start < 3)
cancelled = threading.Timer(0.1, print, ["never"])
cancelled.start()
cancelled.cancel()
cancelled.join()
print("end")
