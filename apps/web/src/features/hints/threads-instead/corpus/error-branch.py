import os
import sys

def work(name):
    print("work of", name, flush=True)

name = "first"
pid = os.fork()
if pid < 0:
    print("fork failed")
    sys.exit(1)
elif pid == 0:
    work(name)
    os._exit(0)
else:
    os.waitpid(pid, 0)
    print("waited")
