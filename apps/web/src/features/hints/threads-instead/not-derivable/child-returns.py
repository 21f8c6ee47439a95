import os
def daemonize():
    pid = os.fork()
    if pid == 0:
        return True
    os._exit(0)
print(daemonize())
