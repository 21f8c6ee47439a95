import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { descriptorStats } from "@sockpit/lab";
import { type CommandResult, limits } from "@sockpit/protocol";
import { untilAllClosed } from "@sockpit/sockets";
import { expect } from "vitest";
import {
  Bench,
  describeOnEachNetwork,
  describeOnKernel,
  errnoOf,
  failureOf,
  openKernelObjects,
  type Program,
  testOn,
} from "./support.js";

const address = { path: "/tmp/passing" } as const;
const byte = { text: "x" };
const rights = (...fds: number[]) => [{ level: "SOL_SOCKET" as const, type: "SCM_RIGHTS" as const, fds }];
/** SCM_MAX_FD. */
const FULL_MESSAGE = 253;

async function pair(program: Program): Promise<[number, number]> {
  return (await program.call("socketpair", {})).fds as [number, number];
}

function pass(program: Program, fd: number, count: number): Promise<CommandResult<"sendmsg">> {
  const fds = Array.from({ length: count }, () => fd);
  return program.call("sendmsg", { fd, data: byte, ancillary: rights(...fds), timeout: 0 });
}

/** Sends full messages until the lab has too many on their way, and one less: the lab then has no room for a message. */
async function fill(program: Program, out: number): Promise<void> {
  await pass(program, out, FULL_MESSAGE);
  expect(await errnoOf(pass(program, out, FULL_MESSAGE))).toBe("ETOOMANYREFS");
}

describeOnEachNetwork("The descriptors of a lab", (test, network) => {
  test("are so many and no more: ENFILE, while other labs go on", async ({ bench }) => {
    const [first, second, third] = [bench.program(), bench.program(), bench.program()];
    for (const program of [first, second]) {
      const [fd] = await pair(program);
      while ((await program.call("dup", { fd })).fd < limits.fdsPerProcess - 1);
    }
    // 0, 1 and 2 of each process are not the lab host's.
    for (let left = limits.fdsPerLab - 2 * (limits.fdsPerProcess - 3); left > 0; left -= 1)
      await third.socket();
    expect(await failureOf(third.socket())).toMatchObject({ errno: "ENFILE", number: 23, syscall: "socket" });
    expect(await errnoOf(third.call("socketpair", {}))).toBe("ENFILE");
    expect(await errnoOf(third.call("accept", { fd: 3 }))).toBe("ENFILE");
    const other = new Bench(network, "otherlab");
    expect(await other.program().socket()).toBe(3);
    other.close();
    bench.lab.endProcess(first.pid, { status: 0, reason: "exited" });
    await pair(third);
  });

  const ways: [string, (program: Program, fds: { out: number; into: number }) => Promise<unknown>][] = [
    ["are received", (program, { into }) => take(program, into, 2048)],
    ["are cut off for want of room: MSG_CTRUNC", (program, { into }) => take(program, into, 24)],
    ["are thrown away by recv", (program, { into }) => program.call("recv", { fd: into, bufsize: 1 })],
    ["lose their receiver", (program, { into }) => program.call("close", { fd: into })],
  ];
  for (const [way, empty] of ways) {
    test(`on their way are so many and no more: ETOOMANYREFS, until they ${way}`, async ({ bench }) => {
      const program = bench.program();
      const [out, into] = await pair(program);
      await fill(program, out);
      await empty(program, { out, into });
      await fill(program, (await pair(program))[0]);
    });
  }

  test("on their way in connections that nobody accepts count until the listener is closed", async ({
    bench,
  }) => {
    const program = bench.program();
    const listener = await program.listening(address, { family: "AF_UNIX" });
    const out = await program.socket({ family: "AF_UNIX" });
    await program.call("connect", { fd: out, address });
    await fill(program, out);
    await program.call("close", { fd: listener });
    await fill(program, (await pair(program))[0]);
  });

  test("on their way in a socket that is on its way itself count until that is lost", async ({ bench }) => {
    const program = bench.program();
    const [hiddenOut, hidden] = await pair(program);
    const [out, into] = await pair(program);
    await pass(program, hiddenOut, FULL_MESSAGE);
    await pass(program, out, 1);
    await program.call("sendmsg", { fd: out, data: byte, ancillary: rights(hidden) });
    await program.call("close", { fd: hidden });
    await program.call("recv", { fd: into, bufsize: 1 });
    expect(await errnoOf(pass(program, out, FULL_MESSAGE))).toBe("ETOOMANYREFS");
    await program.call("close", { fd: into });
    await fill(program, (await pair(program))[0]);
  });

  test("that a waiting sendmsg passes stay open, are not duplicated, and go when it ends", async ({
    bench,
  }) => {
    const program = bench.program();
    const [out, into] = await pair(program);
    const [passed, other] = await pair(program);
    await program.call("send", { fd: out, data: new Uint8Array(1024 * 1024), timeout: 0 });
    const before = openKernelObjects();
    const { outcome } = await program.waiting("sendmsg", { fd: out, data: byte, ancillary: rights(passed) });
    expect(openKernelObjects()).toEqual(before);
    await program.call("close", { fd: passed });
    expect(await errnoOf(program.call("recv", { fd: other, bufsize: 1, timeout: 0 }))).toBe("EAGAIN");
    await program.call("close", { fd: into });
    expect(await errnoOf(outcome)).toBe("EPIPE");
    expect((await program.call("recv", { fd: other, bufsize: 1 })).data).toHaveLength(0);
    expect(openKernelObjects()).toHaveLength(before.length - 2);
  });

  test("are given back when a process or a lab ends", async ({ bench }) => {
    const before = { fds: openKernelObjects(), stats: descriptorStats() };
    const lab = new Bench(network, "endinglab");
    const [program, other] = [lab.program(), lab.program()];
    const waits: Promise<unknown>[] = [];
    for (const owner of [program, other]) {
      const [out] = await pair(owner);
      await pass(owner, out, 8);
      await owner.listening({ path: `/tmp/of-${owner.pid}` }, { family: "AF_UNIX" });
      waits.push((await owner.waiting("accept", { fd: 5 })).outcome);
    }
    lab.lab.endProcess(program.pid, { status: 0, reason: "exited" });
    lab.close();
    await Promise.allSettled(waits);
    await untilAllClosed();
    expect({ fds: openKernelObjects(), stats: descriptorStats() }).toEqual(before);
    expect(bench.lab.isClosed).toBe(false);
  });
});

const take = (program: Program, fd: number, ancbufsize: number) =>
  program.call("recvmsg", { fd, bufsize: 1, ancbufsize });

/** Opens labs while less and less room is left below RLIMIT_NOFILE, and prints how each ended and how many fds stayed. */
const labsWithoutRoom = `
  import { closeSync, openSync, readdirSync, readlinkSync } from "node:fs";
  import { Lab } from "@sockpit/lab";
  import { untilAllClosed } from "@sockpit/sockets";
  const isolation = { available: true, userNamespace: true, networkNamespace: true, capture: true };
  const make = () => new Lab({ id: "lab", network: process.argv[1], isolation });
  const target = (fd) => { try { return readlinkSync("/proc/self/fd/" + fd); } catch { return ""; } };
  const count = () => readdirSync("/proc/self/fd").filter((fd) => /^(socket:|net:|.*sockpit-)/.test(target(fd))).length;
  make().close();
  await untilAllClosed();
  const before = count();
  const outcomes = [];
  for (let room = 0; room < 12; room += 1) {
    const fillers = [];
    try { for (;;) fillers.push(openSync("/dev/null")); } catch {}
    for (const fd of fillers.splice(0, room)) closeSync(fd);
    try { make().close(); outcomes.push("made"); } catch (error) { outcomes.push(error.error?.code ?? String(error)); }
    for (const fd of fillers) closeSync(fd);
    await untilAllClosed();
  }
  console.log(JSON.stringify({ outcomes: [...new Set(outcomes)], left: count() - before }));
  process.exit(0);
`;

describeOnKernel("A lab that the process has no descriptors for", () => {
  for (const network of ["isolated", "mapped"] as const) {
    testOn(network)(`is refused, and leaves none behind, ${network}`, () => {
      const script = ["--input-type=module", "--eval", labsWithoutRoom, network];
      const command = ["-c", 'ulimit -n 128 && exec "$0" "$@"', process.execPath, ...script];
      const output = execFileSync("sh", command, { cwd: join(import.meta.dirname, ".."), encoding: "utf8" });
      expect(JSON.parse(output)).toEqual({ outcomes: ["too_many_descriptors", "made"], left: 0 });
    });
  }
});
