import asyncio
import sys

SERVER = ("127.0.0.1", 9999)


class Ping(asyncio.DatagramProtocol):
    def __init__(self):
        self.answers = asyncio.Queue()

    def datagram_received(self, data, addr):
        if addr == SERVER:
            self.answers.put_nowait(data)


async def main():
    loop = asyncio.get_running_loop()
    transport, ping = await loop.create_datagram_endpoint(Ping, local_addr=("127.0.0.1", 0))
    for number in range(1, 4):
        transport.sendto(b"ping %d" % number, SERVER)
        try:
            async with asyncio.timeout(1.0):
                while True:
                    data = await ping.answers.get()
                    if data.startswith(b"pong %d" % number):
                        print(data.decode())
                        return 0
        except TimeoutError:
            pass
    print("lost")
    return 1


sys.exit(asyncio.run(main()))
