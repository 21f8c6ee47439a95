import socket
import struct

def receive_exactly(s, count):
    data = bytearray()
    while len(data) < count:
        piece = s.recv(count - len(data))
        if not piece:
            raise EOFError(f"{count - len(data)} bytes are missing")
        data += piece
    return bytes(data)

def send_message(s, text):
    data = text.encode()
    s.sendall(struct.pack("!I", len(data)) + data)

def receive_message(s):
    (length,) = struct.unpack("!I", receive_exactly(s, 4))
    return receive_exactly(s, length).decode()

a, b = socket.socketpair()
for text in ("short", "漢字" * 1000, ""):
    send_message(a, text)
    print(len(receive_message(b)))
a.sendall(b"\0\0\0\x09half")
a.close()
try:
    receive_message(b)
except EOFError as error:
    print(error)
b.close()
