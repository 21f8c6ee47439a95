import os

# A child counts for itself: its parent sees nothing of it.
count = 10
pid = os.fork()
if pid == 0:
    count += 1
    print("child", count, "pid" if pid else "zero", flush=True)
    os._exit(0)
os.waitpid(pid, 0)
print("parent", count)
