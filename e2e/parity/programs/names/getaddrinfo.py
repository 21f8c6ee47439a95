import socket

def show(*arguments, **keywords):
    try:
        for entry in socket.getaddrinfo(*arguments, **keywords):
            print(arguments, entry)
    except Exception as error:
        print(arguments, type(error).__name__, error)

show("127.0.0.1", 80)
show("127.0.0.1", 80, type=socket.SOCK_STREAM)
show("127.0.0.1", "http", proto=socket.IPPROTO_TCP)
show("127.0.0.1", "80", 0, socket.SOCK_DGRAM)
show(None, 8080, 0, socket.SOCK_STREAM)
show(None, 8080, socket.AF_INET, socket.SOCK_STREAM, 0, socket.AI_PASSIVE)
show("localhost", 80, socket.AF_INET, socket.SOCK_STREAM)
show("127.0.0.1", None)
show("127.0.0.1", 80, socket.AF_INET, socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
show(b"127.0.0.1", b"80", socket.AF_INET, socket.SOCK_STREAM)
