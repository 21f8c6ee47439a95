import socket

# connect() makes the three-way handshake.
# Nobody listening? ConnectionRefusedError.
sock = socket.socket()
sock.connect(('127.0.0.1', 8088))
print('Connected from', sock.getsockname())

# Sockets carry bytes: encode() text on its
# way out, decode() it on its way in.
sock.sendall('Good morning, server!'.encode())
answer = sock.recv(1024).decode()
print('The server says:', answer)

sock.close()
