import socket

print(socket.has_dualstack_ipv6())
listener = socket.create_server(("", 8091), family=socket.AF_INET6, dualstack_ipv6=True)
print(listener.getsockname(), listener.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY))
for host in ("127.0.0.1", "::1"):
    with socket.create_connection((host, 8091)) as client:
        connection, address = listener.accept()
        print(client.family.name, address[0], connection.getsockname()[0])
        connection.close()
listener.close()
only6 = socket.create_server(("", 8092), family=socket.AF_INET6)
print(only6.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY))
try:
    socket.create_connection(("127.0.0.1", 8092))
except ConnectionRefusedError as error:
    print(error)
four = socket.create_server(("", 8092))
print(four.getsockname())
four.close()
only6.close()
