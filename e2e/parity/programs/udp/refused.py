import socket

gone = socket.socket(type=socket.SOCK_DGRAM)
gone.bind(("127.0.0.1", 0))
address = gone.getsockname()
gone.close()
s = socket.socket(type=socket.SOCK_DGRAM)
s.connect(address)
s.settimeout(2)
print(s.send(b"anyone there?"))
try:
    s.recv(10)
except ConnectionRefusedError as error:
    print(error)
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
s.close()
