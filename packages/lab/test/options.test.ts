import { limits, socketOptionNames, socketOptions } from "@sockpit/protocol";
import { socketConstants } from "@sockpit/sockets";
import { expect } from "vitest";
import { describeOnEachNetwork, errnoOf, failureOf, text } from "./support.js";

const udp = { type: "SOCK_DGRAM" } as const;
const base64 = (bytes: Uint8Array) => ({ base64: Buffer.from(bytes).toString("base64") });
const ints = (...values: number[]) => base64(new Uint8Array(Int32Array.from(values).buffer));
const timeval = (seconds: number, microseconds: number) =>
  base64(new Uint8Array(BigInt64Array.of(BigInt(seconds), BigInt(microseconds)).buffer));

describeOnEachNetwork("ioctl", (test) => {
  test("says how many bytes wait, and refuses a listener and unknown requests", async ({ bench }) => {
    const { server, client, listener, accepted, fd } = await bench.connected();
    await client.call("send", { fd, data: { text: "hello" } });
    expect(await server.call("ioctl", { fd: accepted, request: "FIONREAD" })).toEqual({ value: 5 });
    await server.call("recv", { fd: accepted, bufsize: 2 });
    expect(await server.call("ioctl", { fd: accepted, request: "FIONREAD" })).toEqual({ value: 3 });
    expect(await server.call("ioctl", { fd: accepted, request: "SIOCATMARK" })).toEqual({ value: 0 });
    expect(await errnoOf(server.call("ioctl", { fd: listener, request: "FIONREAD" }))).toBe("EINVAL");
    const unknown = server.send("ioctl", { fd: accepted, request: "SIOCSIFADDR" });
    expect(await failureOf(unknown)).toMatchObject({ code: "bad_params", field: "params.request" });
  });
});

describeOnEachNetwork("Socket options", (test, network) => {
  test("are set and read as ints", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket();
    const option = { fd, level: "SOL_SOCKET", option: "SO_REUSEADDR" } as const;
    expect(await program.call("getsockopt", option)).toEqual({ value: 0 });
    expect(await program.call("setsockopt", { ...option, value: 1 })).toEqual({});
    expect(await program.call("getsockopt", option)).toEqual({ value: 1 });
    expect(await program.call("getsockopt", { ...option, option: "SO_TYPE" })).toEqual({ value: 1 });
    await program.call("setsockopt", { ...option, option: "SO_RCVBUF", value: 8192 });
    expect(await program.call("getsockopt", { ...option, option: "SO_RCVBUF" })).toEqual({ value: 16_384 });
  });

  test("are set and read as bytes: SO_LINGER, TCP_CONGESTION, TCP_INFO", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket();
    const linger = { fd, level: "SOL_SOCKET", option: "SO_LINGER" } as const;
    await program.call("setsockopt", { ...linger, value: ints(1, 7) });
    const { data } = await program.call("getsockopt", { ...linger, buflen: 8 });
    expect(new Int32Array(Uint8Array.from(data ?? []).buffer)).toEqual(Int32Array.of(1, 7));
    const tcp = { fd, level: "IPPROTO_TCP" } as const;
    await program.call("setsockopt", { ...tcp, option: "TCP_CONGESTION", value: { text: "reno" } });
    const name = await program.call("getsockopt", { ...tcp, option: "TCP_CONGESTION", buflen: 16 });
    expect(text(name.data ?? new Uint8Array())).toMatch(/^reno\0/);
    const info = await program.call("getsockopt", { ...tcp, option: "TCP_INFO", buflen: 1024 });
    expect(info.data?.[0]).toBe(7);
  });

  test("of the list are known to this kernel by their number, each on its kind of socket", async ({
    bench,
  }) => {
    const program = bench.program();
    const fds = {
      SOL_SOCKET: await program.socket(),
      IPPROTO_TCP: await program.socket(),
      IPPROTO_UDP: await program.socket(udp),
      IPPROTO_IP: await program.socket(udp),
      IPPROTO_IPV6: network === "isolated" ? await program.socket({ family: "AF_INET6", ...udp }) : null,
    };
    for (const option of socketOptionNames) {
      const { level, access } = socketOptions[option];
      const fd = fds[level];
      if (fd === null || !access.startsWith("get")) continue;
      // A path has an MTU once it is connected.
      const expected = option === "IP_MTU" || option === "IPV6_MTU" ? "ENOTCONN" : "fine";
      const outcome = program.call("getsockopt", { fd, level, option, buflen: 64 }).then(() => "fine");
      expect([option, await outcome.catch(() => errnoOf(outcome))]).toEqual([option, expected]);
    }
  });

  test("outside the list are refused with their name and the page that lists them", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket();
    const refused = async (level: "SOL_SOCKET" | "IPPROTO_IP", option: string) =>
      failureOf(program.call("setsockopt", { fd, level, option, value: 1 }));
    expect(await refused("SOL_SOCKET", "SO_BINDTODEVICE")).toEqual({
      kind: "policy",
      code: "option_not_allowed",
      message:
        "The socket option SO_BINDTODEVICE is not offered: devices are not chosen here, bind to an address of one. See docs/reference/socket-options.md.",
      field: "params.option",
    });
    expect(await refused("SOL_SOCKET", "SO_MARK")).toMatchObject({ code: "option_not_allowed" });
    expect(await refused("SOL_SOCKET", "toString")).toMatchObject({ code: "option_not_allowed" });
    expect(await refused("IPPROTO_IP", "TCP_NODELAY")).toMatchObject({
      code: "option_not_allowed",
      message: expect.stringContaining("belongs to IPPROTO_TCP, not to IPPROTO_IP"),
    });
  });

  test("fail as the kernel says: ENOPROTOOPT to set what can only be read, EINVAL, EBADF, ENOTSOCK", async ({
    bench,
  }) => {
    const program = bench.program();
    const fd = await program.socket();
    const set = (option: string, value: number, of = fd) =>
      errnoOf(program.call("setsockopt", { fd: of, level: "SOL_SOCKET", option, value }));
    expect(await set("SO_TYPE", 1)).toBe("ENOPROTOOPT");
    expect(await set("SO_LINGER", 1)).toBe("EINVAL");
    expect(await set("SO_REUSEADDR", 1, 99)).toBe("EBADF");
    const { fd: epoll } = await program.call("epoll_create1", {});
    expect(await set("SO_REUSEADDR", 1, epoll)).toBe("ENOTSOCK");
    const large = { fd, level: "IPPROTO_TCP", option: "TCP_CONGESTION", value: base64(new Uint8Array(1025)) };
    expect(await failureOf(program.send("setsockopt", large))).toMatchObject({ code: "bad_params" });
  });

  test("SO_RCVTIMEO ends a blocking recv with EAGAIN, and not one with a timeout of its own", async ({
    bench,
  }) => {
    const { client, fd } = await bench.connected();
    const option = { fd, level: "SOL_SOCKET", option: "SO_RCVTIMEO" } as const;
    await client.call("setsockopt", { ...option, value: timeval(0, 60_000) });
    const startedAtMs = performance.now();
    const error = await failureOf(client.call("recv", { fd, bufsize: 1 }));
    expect(error).toMatchObject({ errno: "EAGAIN", syscall: "recv" });
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(60);
    await client.call("settimeout", { fd, timeout: 0.01 });
    expect(await errnoOf(client.call("recv", { fd, bufsize: 1 }))).toBe("timeout");
  });

  test("SO_RCVLOWAT lets a blocking recv wait for so many bytes", async ({ bench }) => {
    const { server, client, accepted, fd } = await bench.connected();
    await client.call("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_RCVLOWAT", value: 4 });
    await server.call("send", { fd: accepted, data: { text: "ab" } });
    const { outcome } = await client.waiting("recv", { fd, bufsize: 9 });
    await server.call("send", { fd: accepted, data: { text: "cd" } });
    expect(text((await outcome).data)).toBe("abcd");
  });

  test("SO_RCVBUF and SO_SNDBUF are cut to their bound, and to what the lab's sockets may have together", async ({
    bench,
  }) => {
    const program = bench.program();
    const { SOL_SOCKET, SO_RCVBUF } = socketConstants;
    const native = bench.machineSocket(udp);
    native.setsockopt(SOL_SOCKET, SO_RCVBUF, limits.socketBufferBytes);
    const mostBytes = native.getsockopt(SOL_SOCKET, SO_RCVBUF);
    native.close();
    const set = async (fd: number, value: number | { base64: string }) => {
      const option = { fd, level: "SOL_SOCKET", option: "SO_RCVBUF" } as const;
      await program.call("setsockopt", { ...option, value });
      return (await program.call("getsockopt", option)).value;
    };
    const first = await program.socket(udp);
    for (const value of [2 ** 31 - 1, -1, ints(2 ** 30), limits.socketBufferBytes]) {
      expect(await set(first, value)).toBe(mostBytes);
    }
    expect(await set(first, 4096)).toBe(8192);
    const raised = limits.labBufferBytes / limits.socketBufferBytes + 4;
    const values: (number | undefined)[] = [];
    for (let count = 0; count < raised; count += 1)
      values.push(await set(await program.socket(udp), 2 ** 30));
    expect(values[0]).toBe(mostBytes);
    const last = values.at(-1) ?? 0;
    expect(last).toBeLessThan(mostBytes);
    expect(await set(first, 8192)).toBe(16_384);
    await program.call("close", { fd: first + 1 });
    expect(await set(first, 2 ** 30)).toBeGreaterThan(last);
  });

  if (network === "mapped") {
    test("that name a group or an interface are refused, and so are groups as addresses", async ({
      bench,
    }) => {
      const program = bench.program();
      const fd = await program.socket(udp);
      const join = { fd, level: "IPPROTO_IP", option: "IP_ADD_MEMBERSHIP", value: ints(0, 0) } as const;
      expect(await failureOf(program.call("setsockopt", join))).toMatchObject({
        kind: "policy",
        code: "address_not_allowed",
        field: "params.option",
      });
      for (const host of ["224.1.1.1", "255.255.255.255"]) {
        const send = { fd, data: { text: "x" }, address: { host, port: 8088 } };
        expect(await errnoOf(program.call("sendto", send))).toBe("address_not_allowed");
        expect(await errnoOf(program.call("sendmsg", send))).toBe("address_not_allowed");
      }
    });
  }
});
