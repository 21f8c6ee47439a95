import asyncio
import os


async def write_end():
    r, w = os.pipe()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(w, "wb", 0))
    transport.write(b"1")
    await asyncio.sleep(0.1)
    print("closing", transport.is_closing())
    transport.write(b"2345")
    await asyncio.sleep(0.1)
    print(os.read(r, 100))
    transport.close()
    await asyncio.sleep(0.1)
    print(os.read(r, 100))
    os.close(r)


async def read_end():
    r, w = os.pipe()
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    transport, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(r, "rb", 0)
    )
    os.write(w, b"line one\nline ")
    print(await reader.readline())
    os.write(w, b"two\n")
    print(await reader.readline())
    os.close(w)
    print(await reader.read(), reader.at_eof())
    transport.close()


async def reader_gone():
    lost = asyncio.get_running_loop().create_future()

    class Protocol(asyncio.BaseProtocol):
        def connection_lost(self, error):
            lost.set_result(type(error).__name__)

    r, w = os.pipe()
    await asyncio.get_running_loop().connect_write_pipe(Protocol, os.fdopen(w, "wb", 0))
    os.close(r)
    print("lost", await lost)


asyncio.run(write_end())
asyncio.run(read_end())
asyncio.run(reader_gone())
