"""Two processes talk over UDP in a lab, over one WebSocket and nothing but the standard library.

Run: python3 packages/client/examples/plain_websocket.py http://127.0.0.1:7070
"""

import base64
import json
import os
import socket
import struct
import sys
import urllib.request
from urllib.parse import urlsplit

BASE = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:7070"


def rest(method, path, token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    request = urllib.request.Request(BASE + path, method=method, headers=headers)
    with urllib.request.urlopen(request) as response:
        body = response.read()
    return json.loads(body) if body else None


class Lab:
    """RFC 6455 as far as it is needed: text frames, unfragmented; pings are answered."""

    def __init__(self, lab, token):
        url = urlsplit(BASE)
        self.socket = socket.create_connection((url.hostname, url.port or 80))
        self.file = self.socket.makefile("rb")
        self.last_id = 0
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET /api/labs/{lab}/ws HTTP/1.1\r\nHost: {url.netloc}\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Protocol: sockpit.v1, bearer.{token}\r\n\r\n".encode()
        )
        status = self.file.readline().decode()
        if " 101 " not in status:
            raise ConnectionError(status)
        while self.file.readline() != b"\r\n":
            pass

    def send_frame(self, opcode, payload):
        mask = os.urandom(4)
        length = len(payload)
        head = bytes([0x80 | opcode])
        if length < 126:
            head += bytes([0x80 | length])
        elif length < 65536:
            head += bytes([0x80 | 126]) + struct.pack("!H", length)
        else:
            head += bytes([0x80 | 127]) + struct.pack("!Q", length)
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))
        self.socket.sendall(head + mask + masked)

    def read_frame(self):
        first, length = self.file.read(2)
        if length == 126:
            (length,) = struct.unpack("!H", self.file.read(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self.file.read(8))
        return first & 0x0F, self.file.read(length)

    def ask(self, **message):
        self.last_id += 1
        self.send_frame(1, json.dumps({"id": self.last_id, **message}).encode())
        while True:
            opcode, payload = self.read_frame()
            if opcode == 9:
                self.send_frame(10, payload)
            elif opcode == 8:
                raise ConnectionError("the lab has closed the connection")
            elif opcode == 1:
                reply = json.loads(payload)
                if not reply["ok"]:
                    raise OSError(reply["error"]["message"])
                return reply["result"]

    def call(self, command, pid, **params):
        return self.ask(command=command, pid=pid, params=params)


made = rest("POST", "/api/labs")
lab_id, lab_token = made["lab"]["id"], made["token"]
lab = Lab(lab_id, lab_token)
server = lab.ask(control="startProcess", params={"name": "server"})["pid"]
client = lab.ask(control="startProcess", params={"name": "client"})["pid"]
address = {"host": "127.0.0.1", "port": 8088}
fd = lab.call("socket", server, type="SOCK_DGRAM")["fd"]
lab.call("bind", server, fd=fd, address=address)
sending = lab.call("socket", client, type="SOCK_DGRAM")["fd"]
lab.call("sendto", client, fd=sending, data={"text": "hello"}, address=address)
received = lab.call("recvfrom", server, fd=fd, bufsize=1024)
print("received", received["data"]["text"])
rest("DELETE", f"/api/labs/{lab_id}", lab_token)
