import socket
import struct

listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
info = client.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 104)
state, ca_state, retransmits = struct.unpack_from("BBB", info)
print(len(info), state, ca_state, retransmits)
print(client.getsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG) > 1000)
name = client.getsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, 16)
print(len(name), name.rstrip(b"\0").isalnum())
client.setsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, b"reno")
print(client.getsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, 16).rstrip(b"\0"))
try:
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, b"nonsense")
except OSError as error:
    print(type(error).__name__, error.errno)
for s in (client, server, listener):
    s.close()
