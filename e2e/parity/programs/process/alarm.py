import signal
import time

class Alarm(Exception):
    pass

def ring(number, frame):
    raise Alarm(signal.Signals(number).name)

signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.1)
try:
    time.sleep(10)
except Alarm as error:
    print(error)
print(signal.alarm(5), signal.alarm(0) > 0)
