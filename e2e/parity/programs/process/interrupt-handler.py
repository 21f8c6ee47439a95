import signal
import time

stopped = False

def stop(number, frame):
    global stopped
    print("signal", signal.Signals(number).name)
    stopped = True

previous = signal.signal(signal.SIGINT, stop)
print(previous is signal.default_int_handler)
print("ready", flush=True)
deadline = time.monotonic() + 20
while not stopped and time.monotonic() < deadline:
    time.sleep(0.05)
print("stopped", stopped)
