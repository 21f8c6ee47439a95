import socket
import struct


def ints(ancillary):
    return sorted((level, kind, struct.unpack("i", data)[0]) for level, kind, data in ancillary)


receiver = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
receiver.bind(("::1", 0))
sender = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
address = receiver.getsockname()

sender.sendto(b"nothing asked", address)
print(receiver.recvmsg(100, 100)[:3])

receiver.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVHOPLIMIT, 1)
receiver.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVTCLASS, 1)
print(receiver.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVHOPLIMIT))
sender.sendto(b"as usual", address)
data, ancillary, flags, _ = receiver.recvmsg(100, 100)
print(data, ints(ancillary), flags)

hop_limit = (socket.IPPROTO_IPV6, socket.IPV6_HOPLIMIT, struct.pack("i", 7))
traffic_class = (socket.IPPROTO_IPV6, socket.IPV6_TCLASS, struct.pack("i", 0x48))
print(sender.sendmsg([b"of its own"], [hop_limit, traffic_class], 0, address))
buffer = bytearray(100)
length, ancillary, flags, _ = receiver.recvmsg_into([buffer], 100)
print(buffer[:length], ints(ancillary), flags)

receiver.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, 1)
receiver.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVHOPLIMIT, 0)
receiver.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVTCLASS, 0)
sender.sendmsg([b"info"], [], 0, address)
((level, kind, data),) = receiver.recvmsg(100, 100)[1]
print(level, kind, socket.inet_ntop(socket.AF_INET6, data[:16]), struct.unpack("i", data[16:])[0])

for value in (b"\0", struct.pack("i", 1000)):
    try:
        print(sender.sendmsg([b"x"], [(socket.IPPROTO_IPV6, socket.IPV6_HOPLIMIT, value)], 0, address))
    except OSError as error:
        print(type(error).__name__, error)
sender.close()
receiver.close()
