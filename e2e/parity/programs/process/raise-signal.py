import os
import signal

for send in (lambda: signal.raise_signal(signal.SIGINT), lambda: os.kill(os.getpid(), signal.SIGINT)):
    try:
        send()
        for _ in range(1000):
            pass
        print("not interrupted")
    except KeyboardInterrupt:
        print("KeyboardInterrupt")
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
