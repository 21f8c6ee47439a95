import socket

GROUP, PORT = "239.1.2.3", 5007

def member():
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("", PORT))
    s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(GROUP) + socket.inet_aton("127.0.0.1"))
    s.settimeout(1)
    return s

first, second = member(), member()
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)
print(sender.sendto(b"to the group", (GROUP, PORT)))
for s in (first, second):
    data, address = s.recvfrom(100)
    print(data, address[0])
membership = socket.inet_aton(GROUP) + socket.inet_aton("127.0.0.1")
try:
    first.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership)
except OSError as error:
    print(error)
for s in (first, second):
    s.setsockopt(socket.IPPROTO_IP, socket.IP_DROP_MEMBERSHIP, membership)
sender.sendto(b"to nobody", (GROUP, PORT))
first.settimeout(0.2)
try:
    print(first.recv(100))
except TimeoutError as error:
    print(error)
try:
    first.setsockopt(socket.IPPROTO_IP, socket.IP_DROP_MEMBERSHIP, membership)
except OSError as error:
    print(error)
for s in (first, second, sender):
    s.close()
