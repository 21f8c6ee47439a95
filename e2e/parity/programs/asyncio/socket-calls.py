import asyncio
import socket

async def main():
    loop = asyncio.get_running_loop()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    client = socket.socket()
    client.setblocking(False)
    accepting = asyncio.create_task(loop.sock_accept(listener))
    await loop.sock_connect(client, listener.getsockname())
    server, address = await accepting
    print(address[0], server.getblocking())
    await loop.sock_sendall(client, b"ping")
    print(await loop.sock_recv(server, 100))
    buffer = bytearray(4)
    await loop.sock_sendall(server, b"pong")
    print(await loop.sock_recv_into(client, buffer), buffer)
    for s in (client, server, listener):
        s.close()

asyncio.run(main())
