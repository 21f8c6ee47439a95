import socket
import struct

names = {"printer": "192.0.2.7", "router": "192.0.2.1"}
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    s.bind(("127.0.0.1", 6023))
    print("bound")
    for _ in range(3):
        query, address = s.recvfrom(512)
        ident, = struct.unpack("!H", query[:2])
        name = query[2:].decode()
        found = name in names
        print(name, "found" if found else "unknown")
        reply = struct.pack("!HB", ident, 0 if found else 3)
        s.sendto(reply + (socket.inet_aton(names[name]) if found else b""), address)
