import asyncio

left = 3
finished = asyncio.Event()

async def handle(reader, writer):
    global left
    name = (await reader.readline()).decode().strip()
    for number in range(3):
        writer.write(f"{name} {number}\n".encode())
        await writer.drain()
        await asyncio.sleep(0.01)
    writer.close()
    left -= 1
    if left == 0:
        finished.set()

async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 6007)
    async with server:
        print("serving", flush=True)
        await finished.wait()
    print("finished")

asyncio.run(main())
