import { limits } from "@sockpit/protocol";
import { Interrupter } from "@sockpit/sockets";
import { expect } from "vitest";
import { describeOnEachNetwork, errnoOf, failureOf, serverAddress, text } from "./support.js";

const udp = { type: "SOCK_DGRAM" } as const;

describeOnEachNetwork("sendmsg and recvmsg", (test) => {
  test("carry a datagram with its addresses, and say where a part was lost", async ({ bench }) => {
    const program = bench.program();
    const bound = await program.bound(serverAddress, udp);
    const fd = await program.bound({ host: "127.0.0.1", port: 8089 }, udp);
    const message = { fd, data: { text: "hello" }, address: serverAddress };
    expect(await program.call("sendmsg", message)).toEqual({ bytes: 5 });
    await program.call("sendmsg", message);
    const whole = await program.call("recvmsg", { fd: bound, bufsize: 9 });
    expect(text(whole.data)).toBe("hello");
    expect(whole).toMatchObject({ address: { host: "127.0.0.1", port: 8089 }, flags: [] });
    const part = await program.call("recvmsg", { fd: bound, bufsize: 2, flags: ["MSG_TRUNC"] });
    expect(text(part.data)).toBe("he");
    expect(part).toMatchObject({ flags: ["MSG_TRUNC"], lengthBytes: 5 });
  });

  test("on a stream need no address and name no sender", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    expect(await client.call("sendmsg", { fd, data: { text: "abc" } })).toEqual({ bytes: 3 });
    const { data, address, flags } = await server.call("recvmsg", { fd: accepted, bufsize: 9 });
    expect([text(data), address, flags]).toEqual(["abc", null, []]);
    const { outcome } = await server.waiting("recvmsg", { fd: accepted, bufsize: 9 });
    await client.call("shutdown", { fd, how: "SHUT_WR" });
    expect((await outcome).data).toHaveLength(0);
  });

  test("fail under their own name: EDESTADDRREQ, EPIPE, EBADF", async ({ bench }) => {
    const { client, fd } = await bench.connected();
    const datagrams = await client.socket(udp);
    const error = await failureOf(client.call("sendmsg", { fd: datagrams, data: { text: "x" } }));
    expect(error).toMatchObject({ errno: "EDESTADDRREQ", syscall: "sendmsg" });
    await client.call("shutdown", { fd, how: "SHUT_WR" });
    expect(await errnoOf(client.call("sendmsg", { fd, data: { text: "x" } }))).toBe("EPIPE");
    expect(await errnoOf(client.call("recvmsg", { fd: 99, bufsize: 1 }))).toBe("EBADF");
  });
});

describeOnEachNetwork("Message flags", (test) => {
  test("MSG_TRUNC gives a datagram's whole length to recv and recvfrom", async ({ bench }) => {
    const program = bench.program();
    const bound = await program.bound(serverAddress, udp);
    const fd = await program.socket(udp);
    for (const bufsize of [3, 9]) {
      await program.call("sendto", { fd, data: { text: "hello" }, address: serverAddress });
      const take = { fd: bound, bufsize, flags: ["MSG_TRUNC" as const] };
      const peeked = await program.call("recvfrom", { ...take, flags: ["MSG_TRUNC", "MSG_PEEK"] });
      expect(peeked.lengthBytes).toBe(bufsize === 3 ? 5 : undefined);
      const taken = await program.call("recv", take);
      expect([text(taken.data), taken.lengthBytes]).toEqual(
        bufsize === 3 ? ["hel", 5] : ["hello", undefined],
      );
    }
  });

  test("MSG_DONTWAIT makes one call of a blocking socket not wait", async ({ bench }) => {
    const { client, fd } = await bench.connected();
    const flags = ["MSG_DONTWAIT" as const];
    expect(await errnoOf(client.call("recv", { fd, bufsize: 1, flags }))).toBe("EAGAIN");
    expect(await errnoOf(client.call("recvmsg", { fd, bufsize: 1, flags }))).toBe("EAGAIN");
  });

  test("MSG_ERRQUEUE is refused by name, with the reason", async ({ bench }) => {
    const { client, fd } = await bench.connected();
    const error = await failureOf(client.send("recv", { fd, bufsize: 1, flags: ["MSG_ERRQUEUE"] }));
    expect(error).toMatchObject({
      code: "bad_params",
      field: "params.flags.0",
      message: expect.stringContaining("MSG_ERRQUEUE is not offered, because"),
    });
  });
});

describeOnEachNetwork("A blocking stream", (test) => {
  test("takes all that send gives it, waiting as often as needed", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    await client.call("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_SNDBUF", value: 65_536 });
    const lengthBytes = 500_000;
    const { outcome } = await client.waiting("send", { fd, data: { text: "x".repeat(lengthBytes) } });
    for (let received = 0; received < lengthBytes; ) {
      const { data } = await server.call("recv", { fd: accepted, bufsize: limits.dataBytes });
      received += data.length;
    }
    expect(await outcome).toEqual({ bytes: lengthBytes });
  });

  test("gives what it took so far when it is interrupted, and with SO_SNDTIMEO when the time is up", async ({
    bench,
  }) => {
    const { client, fd } = await bench.connected();
    const interrupter = new Interrupter();
    const data = new Uint8Array(limits.dataBytes);
    const fill = async (interruptible?: Interrupter): Promise<number> => {
      const { outcome } = await client.waiting("send", { fd, data }, interruptible);
      interrupter.interrupt();
      return (await outcome).bytes;
    };
    await client.call("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_SNDBUF", value: 4096 });
    const interrupted = await fill(interrupter);
    expect(interrupted).toBeGreaterThan(0);
    expect(interrupted).toBeLessThan(data.length);
    const seconds = new BigInt64Array([0n, 20_000n]);
    const limit = { base64: Buffer.from(seconds.buffer).toString("base64") };
    await client.call("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_SNDTIMEO", value: limit });
    expect(await errnoOf(client.call("sendall", { fd, data }))).toBe("EAGAIN");
    // The peer's buffer may still grow: what a send takes counts, until one takes nothing.
    const sendOn = async () => {
      for (;;) expect((await client.call("send", { fd, data })).bytes).toBeGreaterThan(0);
    };
    expect(await errnoOf(sendOn)).toBe("EAGAIN");
  });

  test("sendall goes by a timeout given with the call", async ({ bench }) => {
    const { client, fd } = await bench.connected();
    await client.call("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_SNDBUF", value: 4096 });
    const data = new Uint8Array(limits.dataBytes);
    expect(await errnoOf(client.call("sendall", { fd, data, timeout: 0.02 }))).toBe("timeout");
    await client.call("settimeout", { fd, timeout: 0 });
    const { outcome } = await client.waiting("sendall", { fd, data, timeout: null });
    await client.call("close", { fd });
    expect(await errnoOf(outcome)).toBe("EBADF");
  });
});
