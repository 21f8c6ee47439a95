import socket

for family, kind in ((socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET6, socket.SOCK_DGRAM), (socket.AF_UNIX, socket.SOCK_STREAM)):
    with socket.socket(family, kind) as s:
        for name in ("SO_TYPE", "SO_ACCEPTCONN", "SO_ERROR", "SO_DOMAIN", "SO_PROTOCOL"):
            print(family.name, name, s.getsockopt(socket.SOL_SOCKET, getattr(socket, name)))
        try:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_TYPE, 1)
        except OSError as error:
            print(error)
