import sys
import threading

def fail():
    raise ValueError("in the thread")

thread = threading.Thread(target=fail, name="worker")
thread.start()
thread.join()
print("main goes on")
threading.excepthook = lambda args: print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)
thread = threading.Thread(target=fail, name="second")
thread.start()
thread.join()
threading.excepthook = threading.__excepthook__
thread = threading.Thread(target=sys.exit)
thread.start()
thread.join()
print("SystemExit in a thread is silent")
