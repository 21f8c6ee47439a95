import asyncio

async def producer(queue):
    for number in range(5):
        await queue.put(number)
        await asyncio.sleep(0.01)
    await queue.put(None)

async def consumer(queue):
    while (item := await queue.get()) is not None:
        print("consumed", item)

async def fail():
    await asyncio.sleep(0.01)
    raise ValueError("one task failed")

async def main():
    queue = asyncio.Queue(maxsize=2)
    async with asyncio.TaskGroup() as group:
        group.create_task(producer(queue))
        group.create_task(consumer(queue))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            group.create_task(asyncio.sleep(100))
    except* ValueError as errors:
        print(errors.exceptions)
    task = asyncio.create_task(asyncio.sleep(100))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled())

asyncio.run(main())
