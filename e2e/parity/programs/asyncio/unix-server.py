import asyncio
import os

async def handle(reader, writer):
    writer.write(b"unix " + await reader.readline())
    writer.close()

async def main():
    server = await asyncio.start_unix_server(handle, "asyncio.sock")
    async with server:
        reader, writer = await asyncio.open_unix_connection("asyncio.sock")
        writer.write(b"hello\n")
        print(await reader.read())
        writer.close()
    if os.path.exists("asyncio.sock"):
        os.unlink("asyncio.sock")

asyncio.run(main())
