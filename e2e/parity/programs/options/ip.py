import socket

s = socket.socket(type=socket.SOCK_DGRAM)
for name, value in (("IP_TTL", 5), ("IP_TOS", 0x10), ("IP_MULTICAST_TTL", 3), ("IP_MULTICAST_LOOP", 0)):
    option = getattr(socket, name)
    before = s.getsockopt(socket.IPPROTO_IP, option)
    s.setsockopt(socket.IPPROTO_IP, option, value)
    print(name, before, s.getsockopt(socket.IPPROTO_IP, option))
for value in (0, 256):
    try:
        s.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, value)
        print(value, "accepted")
    except OSError as error:
        print(value, error)
s.close()
