import socket

print("before")
socket.create_connection(("127.0.0.1", 9))
print("never")
