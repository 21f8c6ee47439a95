"""A thread that computes keeps its turn for as long as sys.setswitchinterval says."""
import sys
import threading

print(sys.getswitchinterval())
marks = []


def mark(name):
    for _ in range(300):
        marks.append(name)
        # Some 0.1 ms.
        sum(range(2000))


def together(target):
    threads = [threading.Thread(target=target, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


sys.setswitchinterval(60)
print(sys.getswitchinterval())
together(mark)
# Whoever began went on to the end.
print(sum(one != other for one, other in zip(marks, marks[1:])))

# Each computes until the other has come, which takes a switch.
sys.setswitchinterval(0.0005)
came = set()


def wait_for_other(name):
    came.add(name)
    while len(came) < 2:
        pass


together(wait_for_other)
print(sorted(came))
for wrong in (0, -1, "1"):
    try:
        sys.setswitchinterval(wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(sys.getswitchinterval())


def own_frame():
    return sys._current_frames()[threading.get_ident()]


print(own_frame().f_code.co_name)
