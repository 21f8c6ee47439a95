import threading

release = threading.Event()
thread = threading.Thread(target=release.wait)
thread.start()
try:
    print("joining", flush=True)
    thread.join()
except KeyboardInterrupt:
    print("interrupted")
release.set()
thread.join()
print("end")
