import threading
import weakref

data = threading.local()
data.value = "main"

class Counter(threading.local):
    count = 0

    def __init__(self, start):
        self.count = start

counter = Counter(5)
seen = []

def work(number):
    data.value = number
    counter.count += number
    seen.append((data.value, counter.count))

threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(seen), data.value, counter.count)
result = []
thread = threading.Thread(target=lambda: result.append(hasattr(data, "value")))
thread.start()
thread.join()
print(result)


class Kept:
    pass


def keep():
    data.kept = Kept()
    result.append(weakref.ref(data.kept))


# What a thread has there goes when the thread ends.
thread = threading.Thread(target=keep)
thread.start()
thread.join()
print(result[-1]())
