import socket

def keep_alive(s, idle=60, interval=10, count=5):
    s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, idle)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, interval)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, count)

listener = socket.create_server(("127.0.0.1", 0))
keep_alive(listener, idle=120)
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
for s in (client, server):
    print(s.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE), s.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 120)
for s in (client, server, listener):
    s.close()
