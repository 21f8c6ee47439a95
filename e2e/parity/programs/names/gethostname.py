import socket

name = socket.gethostname()
print(type(name).__name__, len(name) > 0, name == socket.gethostname())
print(type(socket.getfqdn()).__name__, socket.getfqdn("127.0.0.1") != "")
