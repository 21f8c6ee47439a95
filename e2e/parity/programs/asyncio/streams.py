import asyncio

finished = asyncio.Event()

async def handle(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    finished.set()

async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    async with server:
        reader, writer = await asyncio.open_connection(host, port)
        for word in (b"one\n", b"two\n"):
            writer.write(word)
            print(await reader.readline())
        print(writer.get_extra_info("peername") == (host, port))
        writer.close()
        await writer.wait_closed()
        await finished.wait()
    print(server.is_serving())

asyncio.run(main())
