import socket

with socket.socket() as s:
    print(s.fileno() > 0)
print(s.fileno())
try:
    with socket.socket() as s:
        raise ValueError("inside")
except ValueError as error:
    print(error, s.fileno())
