"""What an address family takes of the other's literals."""
import socket


def bound(family, host):
    with socket.socket(family, socket.SOCK_DGRAM) as s:
        try:
            s.bind((host, 0))
            return s.getsockname()[0]
        except OSError as error:
            return type(error).__name__, error.args


for host in "::ffff:127.0.0.1", "::FFFF:7f00:1", "::1", "::127.0.0.1":
    print(host, bound(socket.AF_INET, host))
for host in "::ffff:127.0.0.1", "255.255.255.255", "<broadcast>", "127.0.0.1":
    print(host, bound(socket.AF_INET6, host))
print([entry[4] for entry in socket.getaddrinfo("::ffff:127.0.0.1", 80, socket.AF_INET, socket.SOCK_STREAM)])
