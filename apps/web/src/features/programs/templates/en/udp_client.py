import socket

SERVER = ("127.0.0.1", 8089)

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
    client.settimeout(1)
    client.sendto("hello".encode(), SERVER)
    try:
        data, address = client.recvfrom(2048)
        print(address, data.decode())
    except TimeoutError:
        print("no answer")
