import socket

for name in ("http", "https", "ftp", "ssh", "smtp", "domain", "telnet", "pop3", "imap2"):
    print(name, socket.getservbyname(name), socket.getservbyname(name, "tcp"))
print(socket.getservbyname("domain", "udp"))
for port in (80, 443, 22, 53):
    print(port, socket.getservbyport(port), socket.getservbyport(port, "tcp"))
for name in ("tcp", "udp", "icmp", "ip", "ipv6"):
    print(name, socket.getprotobyname(name))
for call in (
    lambda: socket.getservbyname("nope"),
    lambda: socket.getservbyname("http", "sctp-x"),
    lambda: socket.getservbyport(1),
    lambda: socket.getservbyport(70000),
    lambda: socket.getservbyport(-1),
    lambda: socket.getprotobyname("nope"),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
