import socket

# connect() 會和伺服器完成三向交握（三次握手）。
# 那個埠無人監聽的話，會得到 ConnectionRefusedError。
sock = socket.socket()
sock.connect(('127.0.0.1', 8088))
print('已連線，我的位址是', sock.getsockname())

# socket 傳的是位元組：送出前用 encode()，
# 收到後用 decode() 變回文字。
sock.sendall('早安，伺服器！'.encode())
answer = sock.recv(1024).decode()
print('伺服器說：', answer)

sock.close()
