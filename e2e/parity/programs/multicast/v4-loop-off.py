import socket

GROUP, PORT = "239.1.2.4", 5008
receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.bind(("", PORT))
membership = socket.inet_aton(GROUP) + socket.inet_aton("127.0.0.1")
receiver.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership)
receiver.settimeout(0.3)
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
for loop in (1, 0):
    sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_LOOP, loop)
    sender.sendto(b"loop %d" % loop, (GROUP, PORT))
    try:
        print(loop, receiver.recv(100))
    except TimeoutError as error:
        print(loop, error)
receiver.close()
sender.close()
