import time

try:
    print("sleeping", flush=True)
    time.sleep(60)
except KeyboardInterrupt as error:
    print("caught", repr(error))
print("going on")
