import threading
import time

def work():
    time.sleep(0.2)
    print("worker ends")

def forever():
    time.sleep(60)
    print("never")

threading.Thread(target=forever, daemon=True).start()
threading.Thread(target=work).start()
print("main ends")
