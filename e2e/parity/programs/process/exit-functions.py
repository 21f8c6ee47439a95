import atexit

atexit.register(print, "first registered")
atexit.register(print, "second registered")

@atexit.register
def last():
    print("third registered")

print("end of the program")
