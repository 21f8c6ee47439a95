import { expect } from "vitest";
import { describeOnKernel, errnoOf, failureOf, portOf, testOn } from "./support.js";

const address = { host: "::1", port: 8088 };

describeOnKernel("IPv6, isolated", () => {
  const test = testOn("isolated");

  test("TCP between two programs on ::1", async ({ bench }) => {
    const program = bench.program();
    const listener = await program.listening(address, { family: "AF_INET6" });
    const fd = await program.socket({ family: "AF_INET6" });
    await program.call("connect", { fd, address: { host: "localhost", port: 8088 } });
    const { fd: accepted, address: peer } = await program.call("accept", { fd: listener });
    expect(peer).toMatchObject({ host: "::1", port: portOf(await program.name(fd)) });
    expect((await program.call("getpeername", { fd })).address).toMatchObject(address);
    await program.call("send", { fd, data: { text: "six" } });
    expect(await program.receive(accepted)).toBe("six");
    expect(bench.lab.sockets()[0]).toMatchObject({ family: "AF_INET6", state: "LISTEN", local: address });
  });

  test("UDP between two programs on ::1", async ({ bench }) => {
    const program = bench.program();
    const udp = { family: "AF_INET6", type: "SOCK_DGRAM" } as const;
    const bound = await program.bound({ host: "", port: 8088 }, udp);
    expect(await program.name(bound)).toMatchObject({ host: "::", port: 8088 });
    const fd = await program.socket(udp);
    await program.call("sendto", { fd, data: { text: "x" }, address });
    const { address: sender } = await program.call("recvfrom", { fd: bound, bufsize: 1 });
    expect(sender).toMatchObject({ host: "::1", port: portOf(await program.name(fd)) });
  });

  test("EADDRINUSE, ECONNREFUSED, EADDRNOTAVAIL, EAI_ADDRFAMILY", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket({ family: "AF_INET6" });
    expect(await errnoOf(program.call("connect", { fd, address }))).toBe("ECONNREFUSED");
    await program.listening(address, { family: "AF_INET6" });
    const bind = async (host: string) => {
      const other = await program.socket({ family: "AF_INET6" });
      return errnoOf(program.call("bind", { fd: other, address: { host, port: 8088 } }));
    };
    expect(await bind("::1")).toBe("EADDRINUSE");
    expect(await bind("2001:db8::1")).toBe("EADDRNOTAVAIL");
    expect(await bind("127.0.0.1")).toBe("EAI_ADDRFAMILY");
    expect(await bind("::1%lo")).toBe("EAI_NONAME");
  });
});

describeOnKernel("IPv6, mapped", () => {
  const test = testOn("mapped");

  test("is not there: EAFNOSUPPORT", async ({ bench }) => {
    const error = await failureOf(bench.program().call("socket", { family: "AF_INET6" }));
    expect(error).toEqual({
      kind: "errno",
      errno: "EAFNOSUPPORT",
      number: 97,
      syscall: "socket",
      message: "Address family not supported by protocol",
    });
  });
});
