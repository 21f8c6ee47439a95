import asyncio
import ssl

async def echo(reader, writer):
    print("server:", writer.get_extra_info("cipher")[1])
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()

async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("server.pem")
    server = await asyncio.start_server(echo, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    trusting = ssl.create_default_context(cafile="ca.pem")

    async def ask(number):
        reader, writer = await asyncio.open_connection("localhost", port, ssl=trusting)
        writer.write(f"hello {number}\n".encode())
        answer = await reader.readline()
        writer.close()
        await writer.wait_closed()
        return answer

    print(await asyncio.gather(*(ask(number) for number in range(3))))
    try:
        await asyncio.open_connection("127.0.0.1", port, ssl=trusting, server_hostname="wrong.lab")
    except ssl.SSLCertVerificationError as error:
        print(error)
    reader, writer = await asyncio.open_connection("localhost", port, ssl=trusting, limit=1 << 20)
    writer.write(b"z" * 60_000 + b"\n")
    print(len(await reader.readline()))
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()

asyncio.run(main())
