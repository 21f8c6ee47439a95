"""A program may put what it likes in the place of asyncio's functions: no call needs them."""

import asyncio
import socket
import threading
import time

asyncio.get_event_loop = asyncio.events.get_event_loop
ensure_future, asyncio.ensure_future = asyncio.ensure_future, None
with socket.socket() as listener:
    listener.bind(("127.0.0.1", 0))
    print(listener.family.name, listener.getsockname()[0])
time.sleep(0.01)
thread = threading.Thread(target=print, args=("a thread",))
thread.start()
thread.join()
print(asyncio.ensure_future)
asyncio.ensure_future = ensure_future
print(asyncio.ensure_future is asyncio.tasks.ensure_future)


async def main():
    task = asyncio.ensure_future(asyncio.sleep(0, "done"))
    return await task


print(asyncio.run(main()))
