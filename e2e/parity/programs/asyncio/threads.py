import asyncio
import threading
import time

def slow(number):
    time.sleep(0.05)
    return number * number

async def main():
    print(await asyncio.to_thread(slow, 7))
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(*(loop.run_in_executor(None, slow, number) for number in range(4))))
    event = asyncio.Event()
    threading.Timer(0.05, loop.call_soon_threadsafe, [event.set]).start()
    await asyncio.wait_for(event.wait(), 5)
    print("woken from a thread")

asyncio.run(main())
