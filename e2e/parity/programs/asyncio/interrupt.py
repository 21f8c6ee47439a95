import asyncio

async def main():
    server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    try:
        async with server:
            print("serving", flush=True)
            await server.serve_forever()
    finally:
        print("cleaned up")

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
