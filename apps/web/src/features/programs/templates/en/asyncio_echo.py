import asyncio

HOST, PORT = "127.0.0.1", 8091


async def echo(reader, writer):
    while data := await reader.read(1024):
        writer.write(data)
        await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(echo, HOST, PORT)
    print("listening on", server.sockets[0].getsockname())
    async with server:
        await server.serve_forever()


asyncio.run(main())
