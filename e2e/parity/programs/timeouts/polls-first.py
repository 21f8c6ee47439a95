"""With a timeout a call polls first: what would fail at once waits for its time."""
import errno
import socket


def outcome(call, *args):
    try:
        return call(*args)
    except TimeoutError as error:
        return str(error)
    except OSError as error:
        return errno.errorcode[error.errno]


listener = socket.create_server(("127.0.0.1", 0))
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(("127.0.0.1", 0))
for timeout in 0.1, None:
    listener.settimeout(timeout)
    udp.settimeout(timeout)
    print(outcome(listener.recv, 1), outcome(udp.accept), outcome(udp.recv, 1, socket.MSG_DONTWAIT))
print(listener.recv(0))
