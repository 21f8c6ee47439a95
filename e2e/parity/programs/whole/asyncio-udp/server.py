import asyncio

class Clock(asyncio.DatagramProtocol):
    def __init__(self, done):
        self.done = done
        self.count = 0

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        self.count += 1
        self.transport.sendto(b"answer to " + data, address)
        if self.count == 3:
            self.done.set_result(self.count)

async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    transport, _ = await loop.create_datagram_endpoint(lambda: Clock(done), local_addr=("127.0.0.1", 6008))
    print("bound", flush=True)
    print(await done)
    transport.close()

asyncio.run(main())
