import atexit
import sys

atexit.register(lambda: print("cleaned up"))
print("working")
sys.stdout.flush()
raise RuntimeError("broken")
