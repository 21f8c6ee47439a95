import array
import os
import socket

a, b = socket.socketpair()
listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
connection, _ = listener.accept()

rights = array.array("i", [connection.fileno()])
print(a.sendmsg([b"take ", b"this"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)]))
connection.close()
data, ancillary, flags, address = b.recvmsg(100, socket.CMSG_SPACE(rights.itemsize))
print(data, [(level, kind, len(body)) for level, kind, body in ancillary], flags, address)

received = socket.socket(fileno=array.array("i", ancillary[0][2])[0])
print(received.family, received.type, received.proto, received.gettimeout(), received.get_inheritable())
print(received.getpeername() == client.getsockname(), received.getsockname() == listener.getsockname())
client.sendall(b"hello")
print(received.recv(100))
received.sendall(b"there")
print(client.recv(100))
received.close()
print(client.recv(100))

# The same open socket by two descriptors, of which one is closed.
client, server = socket.socketpair()
socket.send_fds(a, [b"x"], [server.fileno(), server.fileno()])
data, (first, second), flags, address = socket.recv_fds(b, 1, 2)
os.close(first)
server.close()
client.sendall(b"still here")
print(os.read(second, 100), os.write(second, b"yes"), client.recv(100))
os.close(second)
print(client.recv(1))

# Never received: closed with the socket in which it waits.
client, server = socket.socketpair()
socket.send_fds(a, [b"x"], [server.fileno()])
server.close()
b.close()
print(client.recv(1))
for s in (a, client, listener):
    s.close()
