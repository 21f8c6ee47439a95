import array
import os
import socket
import struct

a, b = socket.socketpair()
size = struct.calcsize("i")


def send():
    socket.send_fds(a, [b"x"], [a.fileno(), b.fileno(), a.fileno()])


for room in (0, 1, 15, socket.CMSG_LEN(0), socket.CMSG_LEN(size) - 1, socket.CMSG_LEN(size), socket.CMSG_LEN(2 * size)):
    send()
    data, ancillary, flags, _ = b.recvmsg(1, room)
    fds = array.array("i", b"".join(body for _, _, body in ancillary))
    print(room, data, len(ancillary), len(fds), flags & socket.MSG_CTRUNC != 0)
    for fd in fds:
        os.close(fd)

send()
print(b.recv(1))
send()
for flag in (socket.MSG_PEEK, socket.MSG_PEEK, 0):
    data, ancillary, flags, _ = b.recvmsg(1, 100, flag)
    fds = array.array("i", ancillary[0][2])
    print(data, len(set(fds)), flags)
    for fd in fds:
        os.close(fd)

receiver = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
receiver.bind(("::1", 0))
receiver.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVHOPLIMIT, 1)
sender = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
for room in (socket.CMSG_LEN(0) - 1, socket.CMSG_LEN(0), socket.CMSG_LEN(size) - 1, socket.CMSG_LEN(size)):
    sender.sendto(b"x", receiver.getsockname())
    data, ancillary, flags, _ = receiver.recvmsg(1, room)
    print(room, [(level, kind, len(body)) for level, kind, body in ancillary], flags & socket.MSG_CTRUNC != 0)
for s in (a, b, sender, receiver):
    s.close()
