import threading
import time

results = []

def work(number, factor=1):
    time.sleep(0.01 * (5 - number))
    results.append(number * factor)

threads = [threading.Thread(target=work, args=(number,), kwargs={"factor": 10}) for number in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results), [thread.is_alive() for thread in threads])
try:
    threads[0].start()
except RuntimeError as error:
    print(error)
try:
    threading.Thread(target=work).join()
except RuntimeError as error:
    print(error)
