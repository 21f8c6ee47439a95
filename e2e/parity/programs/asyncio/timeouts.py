import asyncio

async def silent(reader, writer):
    await reader.read()
    writer.close()

async def main():
    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            await asyncio.wait_for(reader.readline(), 0.1)
        except TimeoutError as error:
            print("wait_for", type(error).__name__)
        try:
            async with asyncio.timeout(0.1):
                await reader.readline()
        except TimeoutError:
            print("timeout")
        writer.close()
    try:
        await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError as error:
        print(error.errno, type(error).__name__)

asyncio.run(main())
