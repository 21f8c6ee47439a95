import socket

receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.bind(("", 5010))
receiver.settimeout(1)
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for address in ("127.255.255.255", "<broadcast>"):
    try:
        sender.sendto(b"x", (address, 5010))
        print(address, "sent")
    except OSError as error:
        print(address, type(error).__name__, error)
sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
print(sender.sendto(b"to all of lo", ("127.255.255.255", 5010)))
print(receiver.recvfrom(100)[0])
receiver.close()
sender.close()
