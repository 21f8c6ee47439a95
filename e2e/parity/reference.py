"""Runs the processes of one parity program under this python3: what the page has to equal.

Reads a job as JSON on standard input and prints the outcome of each process as JSON:
{"folder", "timeoutSeconds", "isolated", "processes": [{"file", "args", "stdin", "ready", "interruptAt"}]}
"""

import fcntl
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

# netdevice(7)
SIOCGIFFLAGS = 0x8913
SIOCSIFFLAGS = 0x8914
IFF_UP = 1

# rtnetlink(7): RTM_NEWROUTE, and NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE.
RTM_NEWROUTE = 24
REQUEST_FLAGS = 0x405
RTA_DST, RTA_OIF, RTA_PREFSRC = 1, 4, 7


class Process:
    """One process of the program, with what it prints."""

    def __init__(self, job, folder):
        self._job = job
        self._texts = {"stdout": b"", "stderr": b""}
        self._changed = threading.Condition()
        self._child = subprocess.Popen(
            [sys.executable, job["file"], *job["args"]],
            cwd=folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        streams = {"stdout": self._child.stdout, "stderr": self._child.stderr}
        self._readers = [threading.Thread(target=self._read, args=item, daemon=True) for item in streams.items()]
        for reader in self._readers:
            reader.start()
        try:
            with self._child.stdin as stdin:
                stdin.write(job["stdin"].encode())
        except BrokenPipeError:
            pass

    def _read(self, name, stream):
        while chunk := stream.read1(65536):
            with self._changed:
                self._texts[name] += chunk
                self._changed.notify_all()

    def wait_for(self, text, deadline):
        """Until the process has printed this line, or has ended."""
        with self._changed:
            while f"{text}\n".encode() not in self._texts["stdout"] and self._child.poll() is None:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"{self._job['file']} did not print {text!r}")
                self._changed.wait(0.05)

    def interrupt(self):
        self._child.send_signal(signal.SIGINT)

    def outcome(self, deadline):
        status = self._child.wait(max(0.1, deadline - time.monotonic()))
        for reader in self._readers:
            reader.join()
        texts = {name: text.decode("utf-8", "replace") for name, text in self._texts.items()}
        # As a shell reports a process that a signal ended.
        return {"status": status if status >= 0 else 128 - status, **texts}

    def kill(self):
        self._child.kill()
        self._child.wait()


def bring_loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        name, flags = struct.unpack("16sh", fcntl.ioctl(control, SIOCGIFFLAGS, struct.pack("16sh", b"lo", 0)))
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh", name, flags | IFF_UP))


def route_over_loopback(family, prefix, bits, source, *, table, scope, kind):
    def attribute(number, data):
        return struct.pack("HH", 4 + len(data), number) + data

    body = struct.pack("BBBBBBBBI", family, bits, 0, 0, table, 4, scope, kind, 0)
    body += attribute(RTA_DST, socket.inet_pton(family, prefix))
    body += attribute(RTA_OIF, struct.pack("I", socket.if_nametoindex("lo")))
    if source is not None:
        body += attribute(RTA_PREFSRC, socket.inet_pton(family, source))
    header = struct.pack("IHHII", 16 + len(body), RTM_NEWROUTE, REQUEST_FLAGS, 1, 0)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as netlink:
        netlink.send(header + body)
        netlink.recv(1024)


def add_routes():
    """Multicast and broadcast over lo, as a lab has them: packages/sockets/src/loopback-routes.ts."""
    route_over_loopback(socket.AF_INET, "224.0.0.0", 4, "127.0.0.1", table=254, scope=253, kind=1)
    route_over_loopback(socket.AF_INET, "255.255.255.255", 32, "127.0.0.1", table=255, scope=253, kind=3)
    route_over_loopback(socket.AF_INET6, "ff00::", 8, None, table=255, scope=0, kind=2)


def main():
    job = json.load(sys.stdin)
    if job["isolated"]:
        bring_loopback_up()
        add_routes()
    deadline = time.monotonic() + job["timeoutSeconds"]
    processes = []
    try:
        for description in job["processes"]:
            process = Process(description, job["folder"])
            processes.append(process)
            if description["ready"] is not None:
                process.wait_for(description["ready"], deadline)
            if description["interruptAt"] is not None:
                process.wait_for(description["interruptAt"], deadline)
                process.interrupt()
        outcomes = [process.outcome(deadline) for process in processes]
    finally:
        for process in processes:
            process.kill()
    json.dump({"python": sys.version.split()[0], "outcomes": outcomes}, sys.stdout)


main()
