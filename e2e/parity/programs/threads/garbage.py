"""Rings of objects are collected while other threads wait deep inside C code."""

import gc
import threading
import weakref


class Deep:
    def __init__(self, depth, bottom):
        self.depth, self.bottom = depth, bottom

    def __getattr__(self, name):
        if self.depth == 0:
            return self.bottom()
        return getattr(Deep(self.depth - 1, self.bottom), name)


class Ring:
    pass


goes_on = threading.Event()
sleepers = [threading.Thread(target=lambda: getattr(Deep(20, goes_on.wait), "reached")) for _ in range(4)]
for sleeper in sleepers:
    sleeper.start()

collected = []


def litter(number):
    for _ in range(20):
        ring = Ring()
        ring.itself = ring
        ring.others = [[ring] for _ in range(2000)]
        reference = weakref.ref(ring)
        del ring
        gc.collect(1)
    gc.collect()
    collected.append((number, reference() is None))


workers = [threading.Thread(target=litter, args=(number,)) for number in range(3)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
goes_on.set()
for sleeper in sleepers:
    sleeper.join()
print(sorted(collected))
