import socket

# A server waits where clients can find it.
listener = socket.socket()
listener.bind(('127.0.0.1', 8088))
listener.listen(5)
print('Listening on port 8088')

# accept() blocks until a client connects.
# It returns a new socket for that client.
conn, address = listener.accept()
print('A client is here:', address)

# recv() blocks until there are bytes to read.
question = conn.recv(1024).decode()
print('It says:', question)
conn.sendall('Good morning! I heard you.'.encode())

# b'' means that the client has closed. The side
# that closes first enters TIME-WAIT, so let the
# client close first.
while conn.recv(1024):
    pass
conn.close()
listener.close()
print('Done')
