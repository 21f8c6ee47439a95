import threading

event = threading.Event()
print(event.is_set(), event.wait(0.05))
woken = []
threads = [threading.Thread(target=lambda: woken.append(event.wait())) for _ in range(3)]
for thread in threads:
    thread.start()
event.set()
for thread in threads:
    thread.join()
print(woken, event.is_set(), event.wait(0))
event.clear()
print(event.is_set(), event.wait(0))
