import socket

# 伺服器的 socket（通訊端／套接字）要有位址，客戶端才找得到。
listener = socket.socket()
listener.bind(('127.0.0.1', 8088))
listener.listen(5)
print('在 8088 埠等候連線')

# accept() 會停在這裡，直到有客戶端連進來，
# 然後傳回專屬於這條連線的新 socket。
conn, address = listener.accept()
print('有客戶端來了：', address)

# recv() 會停在這裡，直到有資料可讀。
question = conn.recv(1024).decode()
print('它說：', question)
conn.sendall('早安！我聽到了。'.encode())

# 讀到 b'' 表示對方已關閉。先關閉的一方會
# 進入 TIME-WAIT，所以讓客戶端先關。
while conn.recv(1024):
    pass
conn.close()
listener.close()
print('結束')
