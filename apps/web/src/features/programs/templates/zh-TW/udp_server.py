import socket

HOST, PORT = "127.0.0.1", 8089

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind((HOST, PORT))
    print("等候資料報：", server.getsockname())
    while True:
        # 每個資料報都附有來源位址。
        data, address = server.recvfrom(2048)
        print(address, data.decode())
        # UDP 沒有連線，回覆時要寫明位址。
        server.sendto(data.upper(), address)
