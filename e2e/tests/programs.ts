/** Programs of the shape that the first course material has: a server for one client, and that client. */
export const server = `import socket

sk = socket.socket()
sk.bind(('127.0.0.1', 8088))
sk.listen(5)
print('伺服器等待連線中……')
conn, addr = sk.accept()
print('有客戶端連進來了……')
received = conn.recv(1024).decode('utf-8')
print(received)
conn.send('哈囉,客戶端!資料已收到。'.encode('utf-8'))
conn.close()
sk.close()
`;

export const client = `import socket
sk = socket.socket()
sk.connect(('127.0.0.1', 8088))
sk.send('您好,伺服器!'.encode('utf-8'))
print(sk.recv(1024).decode('utf-8'))
sk.close()
`;

export const serverPrints = "伺服器等待連線中……\n有客戶端連進來了……\n您好,伺服器!\n";
export const clientPrints = "哈囉,客戶端!資料已收到。\n";
