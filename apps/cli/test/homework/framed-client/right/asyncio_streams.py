import asyncio
import struct
import sys


async def ask(text):
    reader, writer = await asyncio.open_connection("127.0.0.1", 8088)
    data = text.encode()
    writer.write(struct.pack("!I", len(data)) + data)
    await writer.drain()
    try:
        (size,) = struct.unpack("!I", await reader.readexactly(4))
        print((await reader.readexactly(size)).decode())
    except asyncio.IncompleteReadError:
        sys.exit(1)
    finally:
        writer.close()


async def main():
    for argument in sys.argv[1:]:
        await ask(argument)


asyncio.run(main())
