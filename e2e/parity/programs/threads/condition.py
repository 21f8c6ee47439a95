import threading

condition = threading.Condition()
items = []
taken = []

def consume():
    with condition:
        while not items:
            condition.wait()
        taken.append(items.pop(0))

threads = [threading.Thread(target=consume) for _ in range(3)]
for thread in threads:
    thread.start()
for number in range(3):
    with condition:
        items.append(number)
        condition.notify()
for thread in threads:
    thread.join()
print(sorted(taken))
with condition:
    print(condition.wait(0.05), condition.wait_for(lambda: True), condition.wait_for(lambda: False, timeout=0.05))
for wrong in (condition.wait, condition.notify, condition.notify_all):
    try:
        wrong()
    except RuntimeError as error:
        print(error)
