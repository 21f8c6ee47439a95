import socket
import struct

# Older versions of Python have no names for these.
IP_PKTINFO, IP_RECVTTL = 8, 12

receiver = socket.socket(type=socket.SOCK_DGRAM)
receiver.bind(("", 0))
port = receiver.getsockname()[1]
for option in (IP_PKTINFO, IP_RECVTTL, socket.IP_RECVTOS):
    receiver.setsockopt(socket.IPPROTO_IP, option, 1)
sender = socket.socket(type=socket.SOCK_DGRAM)


def received():
    data, ancillary, flags, address = receiver.recvmsg(100, 200)
    print(data, flags, address[0])
    for level, kind, body in sorted(ancillary):
        if kind == IP_PKTINFO:
            interface, own, destination = struct.unpack("i4s4s", body)
            print("info", interface, socket.inet_ntoa(own), socket.inet_ntoa(destination))
        else:
            print(level, kind, body)


sender.sendto(b"plain", ("127.0.0.1", port))
received()
items = [
    (socket.IPPROTO_IP, socket.IP_TTL, struct.pack("i", 5)),
    (socket.IPPROTO_IP, socket.IP_TOS, b"\x20"),
    (socket.IPPROTO_IP, IP_PKTINFO, struct.pack("i4s4s", 1, socket.inet_aton("127.0.0.7"), bytes(4))),
]
print(sender.sendmsg([b"from elsewhere"], items, 0, ("127.0.0.1", port)))
received()
for level, kind, body in (
    (socket.IPPROTO_IP, socket.IP_TTL, struct.pack("i", 0)),
    (socket.IPPROTO_IP, socket.IP_TTL, b"\1"),
    (socket.IPPROTO_IP, IP_PKTINFO, struct.pack("i4s4s", 99, bytes(4), bytes(4))),
):
    try:
        print(sender.sendmsg([b"x"], [(level, kind, body)], 0, ("127.0.0.1", port)))
    except OSError as error:
        print(type(error).__name__, error)
sender.close()
receiver.close()
