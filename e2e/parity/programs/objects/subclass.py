import socket

class LoudSocket(socket.socket):
    def send(self, data, *flags):
        print("sending", data)
        return super().send(data, *flags)

    def close(self):
        print("closing")
        super().close()

a = LoudSocket(socket.AF_INET, socket.SOCK_DGRAM)
b = socket.socket(type=socket.SOCK_DGRAM)
b.bind(("127.0.0.1", 0))
a.connect(b.getsockname())
print(a.send(b"x"), b.recv(10))
with a:
    pass
b.close()
