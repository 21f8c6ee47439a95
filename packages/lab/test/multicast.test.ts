import { expect } from "vitest";
import { describeOnKernel, errnoOf, type Program, testOn, text } from "./support.js";

const udp = { type: "SOCK_DGRAM" } as const;
const udp6 = { family: "AF_INET6", type: "SOCK_DGRAM" } as const;
const base64 = (bytes: ArrayLike<number>) => ({ base64: Buffer.from(bytes).toString("base64") });

/** struct ip_mreq: the group, then any interface. */
const group4 = (...octets: number[]) => base64([...octets, 0, 0, 0, 0]);
/** struct ipv6_mreq: the group, then any interface. */
const group6 = (first: number, second: number, last: number) =>
  base64([first, second, ...new Array<number>(13).fill(0), last, 0, 0, 0, 0]);

describeOnKernel("In an isolated lab", () => {
  const test = testOn("isolated");
  const port = 5007;

  /** Two members that share a port, as two programs on one machine do. */
  async function members(program: Program, kind: typeof udp | typeof udp6, join: object): Promise<number[]> {
    const fds: number[] = [];
    for (let count = 0; count < 2; count += 1) {
      const fd = await program.socket(kind);
      await program.call("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_REUSEADDR", value: 1 });
      await program.call("bind", { fd, address: { host: "", port } });
      await program.send("setsockopt", { fd, ...join });
      fds.push(fd);
    }
    return fds;
  }

  test("a group of IPv4 is joined, observed by each member, and left, with no interface named", async ({
    bench,
  }) => {
    const program = bench.program();
    const membership = { level: "IPPROTO_IP", value: group4(224, 1, 1, 1) };
    const fds = await members(program, udp, { ...membership, option: "IP_ADD_MEMBERSHIP" });
    const sender = await program.socket(udp);
    const send = () =>
      program.call("sendto", { fd: sender, data: { text: "all" }, address: { host: "224.1.1.1", port } });
    await send();
    for (const fd of fds) {
      const { data, address } = await program.call("recvfrom", { fd, bufsize: 9 });
      expect(text(data)).toBe("all");
      expect(address).toMatchObject({ host: "127.0.0.1" });
    }
    for (const fd of fds)
      await program.send("setsockopt", { fd, ...membership, option: "IP_DROP_MEMBERSHIP" });
    await send();
    const flags = ["MSG_DONTWAIT" as const];
    for (const fd of fds)
      expect(await errnoOf(program.call("recv", { fd, bufsize: 9, flags }))).toBe("EAGAIN");
  });

  test("the options of a sender are set and read; on lo IP_MULTICAST_LOOP 0 keeps nothing back, as in Linux", async ({
    bench,
  }) => {
    const program = bench.program();
    const join = { level: "IPPROTO_IP", option: "IP_ADD_MEMBERSHIP", value: group4(224, 1, 1, 1) };
    const [fd = -1] = await members(program, udp, join);
    const sender = await program.socket(udp);
    for (const [option, value] of [
      ["IP_MULTICAST_TTL", 4],
      ["IP_MULTICAST_LOOP", 0],
    ] as const) {
      const named = { fd: sender, level: "IPPROTO_IP", option } as const;
      expect(await program.call("getsockopt", named)).toEqual({ value: 1 });
      await program.call("setsockopt", { ...named, value });
      expect(await program.call("getsockopt", named)).toEqual({ value });
    }
    const address = { host: "224.1.1.1", port };
    await program.call("sendto", { fd: sender, data: { text: "x" }, address });
    expect(await program.receive(fd)).toBe("x");
  });

  for (const [name, host, join] of [
    ["link-local", "ff02::5", group6(0xff, 0x02, 5)],
    ["site-local", "ff15::5", group6(0xff, 0x15, 5)],
  ] as const) {
    test(`a ${name} group of IPv6 likewise`, async ({ bench }) => {
      const program = bench.program();
      const address = { host, port };
      const membership = { level: "IPPROTO_IPV6", value: join };
      const fds = await members(program, udp6, { ...membership, option: "IPV6_JOIN_GROUP" });
      const sender = await program.socket(udp6);
      await program.call("sendto", { fd: sender, data: { text: "all" }, address });
      for (const fd of fds) expect(await program.receive(fd)).toBe("all");
      for (const fd of fds)
        await program.send("setsockopt", { fd, ...membership, option: "IPV6_LEAVE_GROUP" });
      await program.call("sendto", { fd: sender, data: { text: "all" }, address });
      const flags = ["MSG_DONTWAIT" as const];
      for (const fd of fds)
        expect(await errnoOf(program.call("recv", { fd, bufsize: 9, flags }))).toBe("EAGAIN");
    });
  }

  test("255.255.255.255 is observed by all on the port, with SO_BROADCAST only", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.bound({ host: "", port }, udp);
    const sender = await program.socket(udp);
    const shout = { fd: sender, data: { text: "hey" }, address: { host: "255.255.255.255", port } };
    expect(await errnoOf(program.call("sendto", shout))).toBe("EACCES");
    const option = { fd: sender, level: "SOL_SOCKET", option: "SO_BROADCAST", value: 1 } as const;
    await program.call("setsockopt", option);
    expect(await program.call("sendto", shout)).toEqual({ bytes: 3 });
    expect(await program.receive(fd)).toBe("hey");
  });

  test("other addresses stay without a route, and TCP reaches no group", async ({ bench }) => {
    const program = bench.program();
    for (const host of ["192.0.2.1", "223.255.255.255", "240.0.0.1"]) {
      const send = { fd: await program.socket(udp), data: { text: "x" }, address: { host, port } };
      expect(await errnoOf(program.call("sendto", send))).toBe("ENETUNREACH");
    }
    const send6 = {
      fd: await program.socket(udp6),
      data: { text: "x" },
      address: { host: "2001:db8::1", port },
    };
    expect(await errnoOf(program.call("sendto", send6))).toBe("ENETUNREACH");
    const connect = { fd: await program.socket(), address: { host: "224.1.1.1", port } };
    expect(await errnoOf(program.call("connect", connect))).toBe("ENETUNREACH");
  });
});
