import os, sys
if not os.fork():
    for number in range(3):
        if number == 2:
            sys.exit(0)
        print("child", number, flush=True)
    sys.exit(1)
os.wait()
print("parent")
