import os
import socket

path = "./echo.sock"
if os.path.exists(path):
    os.unlink(path)
with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
    listener.bind(path)
    listener.listen()
    print("at", listener.getsockname())
    print("listening")
    connection, address = listener.accept()
    print(repr(address), connection.getsockname(), repr(connection.getpeername()))
    with connection:
        while data := connection.recv(100):
            connection.sendall(data[::-1])
os.unlink(path)
print(os.path.exists(path))
