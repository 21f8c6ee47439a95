import socket
import struct

GROUP, PORT = "ff01::1234", 5009
lo = socket.if_nametoindex("lo")
receiver = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
receiver.bind(("::", PORT))
membership = socket.inet_pton(socket.AF_INET6, GROUP) + struct.pack("@I", lo)
receiver.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, membership)
receiver.settimeout(1)
sender = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
sender.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, lo)
sender.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 1)
try:
    print(sender.sendto(b"to six", (GROUP, PORT, 0, lo)))
    print(receiver.recvfrom(100)[0])
except OSError as error:
    print(type(error).__name__, error)
receiver.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_LEAVE_GROUP, membership)
receiver.close()
sender.close()
