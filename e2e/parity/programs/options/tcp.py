import socket

s = socket.socket()
for name, value in (
    ("TCP_NODELAY", 1), ("TCP_CORK", 1), ("TCP_KEEPIDLE", 30), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 4),
    ("TCP_SYNCNT", 3), ("TCP_LINGER2", 20), ("TCP_USER_TIMEOUT", 4000), ("TCP_DEFER_ACCEPT", 3), ("TCP_QUICKACK", 0),
):
    option = getattr(socket, name)
    before = s.getsockopt(socket.IPPROTO_TCP, option)
    s.setsockopt(socket.IPPROTO_TCP, option, value)
    print(name, before, s.getsockopt(socket.IPPROTO_TCP, option))
for name, wrong in (("TCP_KEEPIDLE", 0), ("TCP_KEEPCNT", 1000), ("TCP_MAXSEG", 5)):
    try:
        s.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), wrong)
    except OSError as error:
        print(name, wrong, error)
s.close()
