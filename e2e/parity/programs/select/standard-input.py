"""A line of standard input is waited for together with a socket."""

import select
import selectors
import socket
import sys

server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
peer, _ = server.accept()

ready, _, _ = select.select([sys.stdin, client], [], [])
print([each is sys.stdin for each in ready], sys.stdin.readline())
peer.sendall(b"hello")
print(len(select.select([client], [], [], 5)[0]), client.recv(5))

with selectors.PollSelector() as selector:
    selector.register(sys.stdin, selectors.EVENT_READ, "stdin")
    selector.register(client, selectors.EVENT_READ, "client")
    print([key.data for key, _ in selector.select(5)], sys.stdin.readline())

poller = select.poll()
poller.register(0, select.POLLIN)
print([fd for fd, _ in poller.poll(5000)], repr(sys.stdin.readline()))
print([fd for fd, _ in poller.poll(5000)], repr(sys.stdin.readline()))
for each in (client, peer, server):
    each.close()
