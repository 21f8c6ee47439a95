import socket

SERVER = ("127.0.0.1", 8089)

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
    # 資料報可能遺失，所以不要一直等。
    client.settimeout(1)
    client.sendto("你好".encode(), SERVER)
    try:
        data, address = client.recvfrom(2048)
        print(address, data.decode())
    except TimeoutError:
        print("沒有回應")
