import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { limits } from "@sockpit/protocol";
import { expect, vi } from "vitest";
import { Bench, describeOnEachNetwork, errnoOf, failureOf, text } from "./support.js";

const stream = { family: "AF_UNIX" } as const;
const datagram = { family: "AF_UNIX", type: "SOCK_DGRAM" } as const;
const path = "/tmp/server.sock";

describeOnEachNetwork("Unix sockets", (test, network) => {
  test("a stream over a path, which programs see as they gave it", async ({ bench }) => {
    const program = bench.program();
    const listener = await program.listening({ path }, stream);
    const fd = await program.socket(stream);
    const { outcome } = await program.waiting("accept", { fd: listener });
    await program.call("connect", { fd, address: { path } });
    const { fd: accepted, address } = await outcome;
    expect(address).toEqual({ path: "" });
    expect(await program.name(listener)).toEqual({ path });
    expect((await program.call("getpeername", { fd })).address).toEqual({ path });
    await program.call("sendall", { fd, data: { text: "你好" } });
    expect(await program.receive(accepted)).toBe("你好");
    expect(bench.lab.sockets()).toMatchObject([
      { fd: listener, family: "AF_UNIX", state: "LISTEN", local: { path } },
      { state: "CONNECTED" },
      { state: "CONNECTED" },
    ]);
    expect(existsSync(path)).toBe(false);
  });

  test("each end of a connection is reported as the other's peer", async ({ bench }) => {
    const observed = bench.observe();
    const program = bench.program();
    const listener = await program.listening({ path }, stream);
    const fd = await program.socket(stream);
    await program.call("connect", { fd, address: { path } });
    const { fd: accepted } = await program.call("accept", { fd: listener });
    const { fds } = await program.call("socketpair", {});
    observed.stop();
    const newest = new Map(observed.of("socketChanged").map(({ socket }) => [socket.fd, socket]));
    const peers = [fd, accepted, ...fds].map((end) => newest.get(end)?.peerSocket);
    expect(peers).toEqual([accepted, fd, ...fds.toReversed()].map((end) => newest.get(end)?.id));
    expect(peers).not.toContain(undefined);
  });

  test("datagrams over paths, with the sender's path", async ({ bench }) => {
    const program = bench.program();
    const bound = await program.bound({ path }, datagram);
    const fd = await program.bound({ path: "client.sock" }, datagram);
    await program.call("sendto", { fd, data: { text: "x" }, address: { path } });
    const { data, address } = await program.call("recvfrom", { fd: bound, bufsize: 9 });
    expect(text(data)).toBe("x");
    expect(address).toEqual({ path: "client.sock" });
    await program.call("sendto", { fd: bound, data: { text: "y" }, address: { path: "./client.sock" } });
    expect(await program.receive(fd)).toBe("y");
  });

  test("EADDRINUSE, ENOENT, ECONNREFUSED, ENOTCONN, EINVAL", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket(stream);
    const connect = () => errnoOf(program.call("connect", { fd, address: { path } }));
    expect(await connect()).toBe("ENOENT");
    const bound = await program.bound({ path }, stream);
    expect(await connect()).toBe("ECONNREFUSED");
    expect(await errnoOf(program.call("bind", { fd, address: { path } }))).toBe("EADDRINUSE");
    expect(await errnoOf(program.call("recv", { fd, bufsize: 1 }))).toBe("EINVAL");
    expect(await errnoOf(program.call("getpeername", { fd }))).toBe("ENOTCONN");
    await program.call("close", { fd: bound });
    expect(await connect()).toBe("ECONNREFUSED");
  });

  test("a path that was unlinked is free again, while its socket lives on", async ({ bench }) => {
    const program = bench.program();
    const unlink = () => program.call("unlink", { path });
    expect(await errnoOf(unlink())).toBe("ENOENT");
    expect(bench.lab.findSocket(path)).toBeNull();
    const first = await program.listening({ path }, stream);
    const inode = bench.lab.findSocket(path)?.inode;
    expect(inode).toBeGreaterThan(0);
    const client = await program.socket(stream);
    await program.call("connect", { fd: client, address: { path } });
    await program.call("close", { fd: first });
    expect(bench.lab.findSocket("/tmp/../tmp/server.sock")?.inode).toBe(inode);
    await unlink();
    expect(await errnoOf(unlink())).toBe("ENOENT");
    expect(bench.lab.findSocket(path)).toBeNull();
    const second = await program.listening({ path }, stream);
    expect(await program.name(second)).toEqual({ path });
  });

  test("a path may climb, and still stays in the lab's own folder", async ({ bench }) => {
    const program = bench.program();
    const climbing = "../../../../../../../../../../tmp/sockpit-climbing.sock";
    await program.listening({ path: climbing }, stream);
    expect(existsSync("/tmp/sockpit-climbing.sock")).toBe(false);
    const fd = await program.socket(stream);
    await program.call("connect", { fd, address: { path: "/tmp/sockpit-climbing.sock" } });
  });

  test("two labs use one path, and closing them removes their folders", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lab-test-"));
    vi.stubEnv("TMPDIR", folder);
    const benches = [new Bench(network, "first"), new Bench(network, "second")];
    for (const bench of benches) await bench.program().listening({ path }, stream);
    expect(readdirSync(folder)).toHaveLength(2);
    const [first, second] = benches;
    first?.close();
    expect(readdirSync(folder)).toHaveLength(1);
    second?.close();
    expect(readdirSync(folder)).toEqual([]);
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  test("a lab has so many paths and no more, and closing it removes thousands in the background", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lab-test-"));
    vi.stubEnv("TMPDIR", folder);
    const bench = new Bench(network);
    const program = bench.program();
    const bind = async (name: string) => {
      const fd = await program.socket(datagram);
      await program
        .call("bind", { fd, address: { path: name } })
        .finally(() => program.call("close", { fd }));
    };
    for (let count = 0; count < limits.unixPathsPerLab; count += 1) await bind(`/tmp/${count}`);
    expect(await errnoOf(bind("/tmp/one-more"))).toBe("ENOSPC");
    expect(await errnoOf(bind("/tmp/7"))).toBe("EADDRINUSE");
    await program.call("unlink", { path: "/tmp/7" });
    await bind("/tmp/one-more");
    bench.lab.close();
    while (readdirSync(folder).length > 0) await setImmediate();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  test("an address of another form names the field", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.socket(stream);
    const inet = await program.socket();
    const error = await failureOf(program.call("bind", { fd, address: { host: "127.0.0.1", port: 1 } }));
    expect(error).toMatchObject({ code: "bad_params", field: "params.address" });
    expect(await failureOf(program.call("connect", { fd: inet, address: { path } }))).toMatchObject({
      code: "bad_params",
      field: "params.address",
    });
  });

  test("a path in a folder that the lab has not is ENOENT, unless the program has it itself", async ({
    bench,
  }) => {
    const program = bench.program();
    const bind = async (path: string, inOwnFolder?: true) =>
      program.call("bind", { fd: await program.socket(stream), address: { path }, inOwnFolder });
    for (const path of ["/nowhere/x", "nowhere/x", "/tmp/../nowhere/x", "/tmp/x/"])
      expect(await errnoOf(bind(path))).toBe("ENOENT");
    for (const path of ["/tmp/x", "/run/x", "/home/sockpit/x", "/x"]) await bind(path);
    for (const path of ["/tmp", ".", "/tmp/x"]) expect(await errnoOf(bind(path))).toBe("EADDRINUSE");
    await bind("nowhere/x", true);
    expect(await errnoOf(bind("/home/sockpit/nowhere/x"))).toBe("EADDRINUSE");
  });

  test("bind of a socket that has a name says first what is wrong with the path", async ({ bench }) => {
    const program = bench.program();
    const fd = await program.bound({ path: "named" }, stream);
    const again = (path: string) => errnoOf(program.call("bind", { fd, address: { path } }));
    expect(await again("nowhere/x")).toBe("ENOENT");
    expect(await again("named")).toBe("EADDRINUSE");
    expect(await again("other")).toBe("EINVAL");
  });

  if (network === "isolated") {
    test("abstract names belong to the lab alone", async ({ bench }) => {
      const name = { abstract: "sockpit" };
      const other = new Bench("isolated", "other");
      await bench.program().listening(name, stream);
      const stranger = other.program();
      const fd = await stranger.listening(name, stream);
      expect(await stranger.name(fd)).toEqual(name);
      await stranger.call("close", { fd });
      const connect = stranger.call("connect", { fd: await stranger.socket(stream), address: name });
      expect(await errnoOf(connect)).toBe("ECONNREFUSED");
      other.close();
    });
  }

  if (network === "mapped") {
    test("abstract names are refused, since labs would share them", async ({ bench }) => {
      const program = bench.program();
      const fd = await program.socket(datagram);
      const address = { abstract: "sockpit" };
      const refusal = { kind: "policy", code: "address_not_allowed", field: "params.address.abstract" };
      expect(await failureOf(program.call("bind", { fd, address }))).toMatchObject(refusal);
      expect(await failureOf(program.call("connect", { fd, address }))).toMatchObject(refusal);
      expect(await failureOf(program.call("sendto", { fd, data: { text: "" }, address }))).toMatchObject(
        refusal,
      );
    });
  }
});
