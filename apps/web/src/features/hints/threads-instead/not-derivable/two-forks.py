import os
if os.fork() == 0:
    print("a")
    os._exit(0)
if os.fork() == 0:
    print("b")
    os._exit(0)
