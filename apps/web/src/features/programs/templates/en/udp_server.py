import socket

HOST, PORT = "127.0.0.1", 8089

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind((HOST, PORT))
    print("waiting on", server.getsockname())
    while True:
        data, address = server.recvfrom(2048)
        print(address, data.decode())
        server.sendto(data.upper(), address)
