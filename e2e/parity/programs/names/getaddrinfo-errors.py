import socket

def show(*arguments, **keywords):
    try:
        print(arguments, socket.getaddrinfo(*arguments, **keywords))
    except Exception as error:
        print(arguments, type(error).__name__, error)

show("not-an-address", 80, flags=socket.AI_NUMERICHOST)
show("127.0.0.1", "no-such-service")
show("127.0.0.1", "http", flags=socket.AI_NUMERICSERV)
show(None, None)
show("127.0.0.1", 80, socket.AF_INET6)
show("::1", 80, socket.AF_INET)
show("127.0.0.1", 80, 0, 99)
show("127.0.0.1", 3.5)
show(5, 80)
show("host name", 80, flags=socket.AI_NUMERICHOST)
try:
    socket.getaddrinfo("127.0.0.1", "no-such-service")
except socket.gaierror as error:
    print(error.errno == socket.EAI_SERVICE, error.args)
