import asyncio

async def ask(name):
    reader, writer = await asyncio.open_connection("127.0.0.1", 6007)
    writer.write(name.encode() + b"\n")
    lines = [line.decode().strip() async for line in reader]
    writer.close()
    return lines

async def main():
    for lines in await asyncio.gather(ask("anna"), ask("ben"), ask("小明")):
        print(lines)

asyncio.run(main())
