import threading

barrier = threading.Barrier(3, action=lambda: print("all are here"))
order = []

def work(number):
    order.append(("before", number))
    barrier.wait()
    order.append(("after", number))

threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print([phase for phase, _ in order])
print(barrier.parties, barrier.n_waiting, barrier.broken)
try:
    barrier.wait(timeout=0.05)
except threading.BrokenBarrierError:
    print("broken", barrier.broken)
barrier.reset()
print(barrier.broken)
