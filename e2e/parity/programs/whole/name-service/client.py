import socket
import struct
import sys

cache = {}
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    s.settimeout(10)
    s.connect(("127.0.0.1", 6023))
    for number, name in enumerate(sys.argv[1:]):
        if name not in cache:
            s.send(struct.pack("!H", number) + name.encode())
            reply = s.recv(512)
            ident, code = struct.unpack("!HB", reply[:3])
            cache[name] = socket.inet_ntoa(reply[3:]) if code == 0 else f"error {code}"
            print(ident == number, end=" ")
        print(name, cache[name])
