import asyncio

HOST, PORT = "127.0.0.1", 8091


async def echo(reader, writer):
    while data := await reader.read(1024):
        writer.write(data)
        # 傳送佇列滿了就在這裡等。
        await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(echo, HOST, PORT)
    print("等候連線：", server.sockets[0].getsockname())
    async with server:
        await server.serve_forever()


asyncio.run(main())
