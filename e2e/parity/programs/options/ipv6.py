import socket

s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
for name, value in (
    ("IPV6_V6ONLY", 1), ("IPV6_UNICAST_HOPS", 9), ("IPV6_MULTICAST_HOPS", 4), ("IPV6_MULTICAST_LOOP", 0), ("IPV6_TCLASS", 8),
):
    option = getattr(socket, name)
    before = s.getsockopt(socket.IPPROTO_IPV6, option)
    s.setsockopt(socket.IPPROTO_IPV6, option, value)
    print(name, before, s.getsockopt(socket.IPPROTO_IPV6, option))
s.close()
