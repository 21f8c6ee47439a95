import asyncio


async def main():
    finished = asyncio.Event()

    async def shout(reader, writer):
        try:
            while line := await reader.readline():
                writer.write(line.upper())
                await writer.drain()
                if line == b"bye\n":
                    finished.set()
                    break
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(shout, "127.0.0.1", 8088)
    async with server:
        await finished.wait()
        await asyncio.sleep(0.1)


asyncio.run(main())
