"""PyThreadState_SetAsyncExc, by which one thread ends another."""
import ctypes
import threading
import time


class Stopped(Exception):
    pass


def work():
    try:
        ready.set()
        while True:
            time.sleep(0.01)
    except Stopped:
        caught.append(threading.current_thread().name)


def throw(ident, exception):
    return ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), exception)


ready = threading.Event()
caught = []
thread = threading.Thread(target=work, name="worker")
thread.start()
ready.wait()
# Taken back, before it is raised.
print(throw(thread.ident, ctypes.py_object(Stopped)), throw(thread.ident, None))
print(throw(1, ctypes.py_object(Stopped)))
print(throw(thread.ident, ctypes.py_object(Stopped)))
thread.join()
print(caught, throw(thread.ident, ctypes.py_object(Stopped)))
try:
    throw(threading.get_ident(), ctypes.py_object(Stopped))
    time.sleep(5)
except Stopped:
    print("in this thread")
