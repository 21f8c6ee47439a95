import socket

def connect(name, timeout):
    s = socket.socket()
    s.settimeout(timeout)
    try:
        s.connect(("127.0.0.1", 6020))
        print(name, "connected")
    except TimeoutError:
        print(name, "timed out")
    return s

first = connect("first", 20)
second = connect("second", 20)
first.sendall(b"from the first")
second.sendall(b"from the second")
for s in (first, second):
    print(s.recv(1))
    s.close()
