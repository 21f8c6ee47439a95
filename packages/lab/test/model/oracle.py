"""Makes sequences of socket calls natively: one JSON object a line comes in, the list of its outcomes goes out.

Each line is `{"calls": [...], "fresh": bool}`; with `fresh`, a new network namespace is entered first. A call is
`{"call": name, "on": variable, "args": [...], "gives": variable}`. Every socket gets SO_RCVTIMEO and SO_SNDTIMEO, so
that what would wait for ever fails with EAGAIN.
"""

import ctypes
import fcntl
import json
import os
import select
import socket
import struct
import sys

CLONE_NEWNET = 0x40000000
SIOCSIFFLAGS = 0x8914
IFF_UP = 1

MESSAGE_FLAGS = {socket.MSG_OOB: "MSG_OOB", socket.MSG_CTRUNC: "MSG_CTRUNC", socket.MSG_TRUNC: "MSG_TRUNC"}


def enter_fresh_namespace():
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        fcntl.ioctl(s, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", IFF_UP))


def bounded(sock, seconds):
    value = struct.pack("@ll", 0, round(seconds * 1e6))
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, value)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, value)
    return sock


def text(data):
    return data.decode("latin-1")


def address(value):
    if value is None or value == "":
        return None
    if isinstance(value, bytes):
        return "autobound"
    return value if isinstance(value, str) else list(value[:2])


def argument(value):
    if isinstance(value, dict):
        return value["data"].encode("latin-1")
    return tuple(value) if isinstance(value, list) else value


class Sequence:
    def __init__(self, wait_seconds):
        self.wait_seconds = wait_seconds
        self.sockets = {}

    def outcome(self, call):
        if "on" in call and call["on"] not in self.sockets:
            return "none"
        try:
            return {"value": self.make(call)}
        except socket.gaierror as error:
            return {"error": error.errno}
        except TimeoutError as error:
            return {"error": error.errno or "timeout"}
        except OSError as error:
            return {"error": error.errno}

    def make(self, call):
        name, args = call["call"], [argument(value) for value in call.get("args", [])]
        if name in ("socket", "socketpair"):
            made = getattr(socket, name)(*(getattr(socket, constant) for constant in args))
            self.keep(call["gives"], made if isinstance(made, tuple) else (made,))
            return None
        on = self.sockets[call["on"]]
        if name == "accept":
            made, peer = on.accept()
            self.keep(call["gives"], (made,))
            return address(peer)
        if name == "dup":
            self.sockets[call["gives"][0]] = on.dup()
            return None
        if name == "poll":
            poller = select.poll()
            poller.register(on, args[0])
            return sum(events for _, events in poller.poll(0))
        if name == "setsockopt":
            level, option, value = args
            on.setsockopt(getattr(socket, level), getattr(socket, option), value)
            return None
        if name == "getsockopt":
            level, option = args
            return on.getsockopt(getattr(socket, level), getattr(socket, option))
        return self.readable(name, getattr(on, name)(*args))

    def keep(self, names, made):
        for variable, sock in zip(names, made):
            self.sockets[variable] = bounded(sock, self.wait_seconds)

    def readable(self, name, value):
        if name == "recv":
            return text(value)
        if name == "recvfrom":
            return [text(value[0]), address(value[1])]
        if name == "recvmsg":
            data, _, flags, peer = value
            return [text(data), sorted(word for bit, word in MESSAGE_FLAGS.items() if flags & bit), address(peer)]
        return address(value) if name in ("getsockname", "getpeername") else value

    def close(self):
        for sock in self.sockets.values():
            sock.close()


def main(wait_seconds):
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["fresh"]:
            enter_fresh_namespace()
        sequence = Sequence(wait_seconds)
        outcomes = [sequence.outcome(call) for call in asked["calls"]]
        sequence.close()
        for path in os.listdir():
            os.unlink(path)
        print(json.dumps(outcomes), flush=True)


main(float(sys.argv[1]))
