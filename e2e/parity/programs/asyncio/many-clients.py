import asyncio

async def handle(reader, writer):
    data = await reader.read(100)
    await asyncio.sleep(0.01)
    writer.write(data[::-1])
    await writer.drain()
    writer.close()

async def client(port, number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"client {number}".encode())
    reply = await reader.read()
    writer.close()
    return reply.decode()

async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        for reply in await asyncio.gather(*(client(port, number) for number in range(20))):
            print(reply)

asyncio.run(main())
