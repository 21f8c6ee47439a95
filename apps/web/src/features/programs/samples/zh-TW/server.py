import socket

# 伺服器在一個客戶端知道的位址上等待。
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

# 讀到 b'' 表示對方已關閉。先關閉的一方，它的埠會
# 停在 TIME-WAIT 一陣子，所以伺服器等對方先關。
while conn.recv(1024):
    pass
conn.close()
listener.close()
print('結束')
