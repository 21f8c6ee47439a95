import asyncio

class Counter(asyncio.Protocol):
    def __init__(self, done):
        self.done = done
        self.count = 0

    def data_received(self, data):
        self.count += len(data)

    def eof_received(self):
        self.done.set_result(self.count)

class Sender(asyncio.Protocol):
    def connection_made(self, transport):
        transport.write(b"x" * 2_000_000)
        transport.write_eof()

async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    server = await loop.create_server(lambda: Counter(done), "127.0.0.1", 0)
    transport, _ = await loop.create_connection(Sender, *server.sockets[0].getsockname())
    print(await asyncio.wait_for(done, 20))
    transport.close()
    server.close()
    await server.wait_closed()

asyncio.run(main())
