import { execFileSync } from "node:child_process";
import { limits } from "@sockpit/protocol";
import { Interrupter } from "@sockpit/sockets";
import { expect } from "vitest";
import { describeOnKernel, errnoOf, type Program, testOn, text } from "./support.js";

const PAGE_BYTES = 4096;
const USUAL_BYTES = 65_536;

async function pipe(program: Program, ...flags: "O_NONBLOCK"[]): Promise<[reader: number, writer: number]> {
  return (await program.call("pipe2", { flags })).fds;
}

async function polled(program: Program, fd: number): Promise<string[]> {
  const fds = [{ fd, events: ["POLLIN" as const, "POLLOUT" as const] }];
  return (await program.call("poll", { fds, timeout: 0 })).ready[0]?.events ?? [];
}

async function write(program: Program, fd: number, bytes: number | string): Promise<number> {
  const data = typeof bytes === "string" ? { text: bytes } : new Uint8Array(bytes);
  return (await program.call("write", { fd, data })).bytes;
}

async function read(program: Program, fd: number, bufsize = 1024): Promise<string> {
  return text((await program.call("read", { fd, bufsize })).data);
}

describeOnKernel("A pipe", () => {
  const test = testOn("isolated");

  test("carries bytes in order from one end to the other, to its end", async ({ bench }) => {
    const program = bench.program();
    const [reader, writer] = await pipe(program);
    expect([reader, writer]).toEqual([3, 4]);
    expect(await write(program, writer, "one")).toBe(3);
    await write(program, writer, "two");
    expect(await read(program, reader, 4)).toBe("onet");
    expect(await program.call("ioctl", { fd: reader, request: "FIONREAD" })).toEqual({ value: 2 });
    await program.call("close", { fd: writer });
    expect(await read(program, reader)).toBe("wo");
    expect(await read(program, reader)).toBe("");
  });

  test("polls as python3's os.pipe() does in each state", async ({ bench }) => {
    const script = `
import os, select
def bits(fd):
    p = select.poll()
    p.register(fd, select.POLLIN | select.POLLOUT)
    names = ("POLLIN", "POLLPRI", "POLLOUT", "POLLERR", "POLLHUP", "POLLNVAL")
    found = dict(p.poll(0)).get(fd, 0)
    return [n for n in names if found & getattr(select, n)]
r, w = os.pipe()
states = [bits(r), bits(w)]
os.write(w, b"x")
states += [bits(r), bits(w)]
os.write(w, bytes(65535))
states += [bits(r), bits(w)]
os.close(w)
states += [bits(r)]
os.read(r, 65536)
states += [bits(r)]
r, w = os.pipe()
os.close(r)
states += [bits(w)]
import json
print(json.dumps(states))`;
    const expected: unknown = JSON.parse(execFileSync("python3", ["-c", script]).toString());
    const program = bench.program();
    const [reader, writer] = await pipe(program);
    const both = async () => [await polled(program, reader), await polled(program, writer)];
    const states = await both();
    await write(program, writer, 1);
    states.push(...(await both()));
    await write(program, writer, USUAL_BYTES - 1);
    states.push(...(await both()));
    await program.call("close", { fd: writer });
    states.push(await polled(program, reader));
    await read(program, reader, USUAL_BYTES);
    states.push(await polled(program, reader));
    const [other, left] = await pipe(program);
    await program.call("close", { fd: other });
    states.push(await polled(program, left));
    expect(states).toEqual(expected);
  });

  test("a read waits for bytes, and a write for room until all are taken", async ({ bench }) => {
    const [sender, receiver] = [bench.program("sender"), bench.program("receiver")];
    const [reader, writer] = await passed(sender, receiver);
    const { outcome: bytes } = await receiver.waiting("read", { fd: reader, bufsize: 9 });
    await write(sender, writer, "hello");
    expect(text((await bytes).data)).toBe("hello");
    const data = new Uint8Array(USUAL_BYTES + 10).fill(7);
    const { outcome: written } = await sender.waiting("write", { fd: writer, data });
    expect((await receiver.call("read", { fd: reader, bufsize: USUAL_BYTES })).data).toHaveLength(
      USUAL_BYTES,
    );
    expect(await written).toEqual({ bytes: USUAL_BYTES + 10 });
    expect((await receiver.call("read", { fd: reader, bufsize: 99 })).data).toEqual(
      new Uint8Array(10).fill(7),
    );
  });

  test("a write that nobody can read any more fails with EPIPE, and reports first what was taken", async ({
    bench,
  }) => {
    const [sender, receiver] = [bench.program("sender"), bench.program("receiver")];
    const [reader, writer] = await passed(sender, receiver);
    const data = new Uint8Array(USUAL_BYTES + 1);
    const { outcome } = await sender.waiting("write", { fd: writer, data });
    await receiver.call("close", { fd: reader });
    expect(await outcome).toEqual({ bytes: USUAL_BYTES });
    expect(await errnoOf(sender.call("write", { fd: writer, data: { text: "x" } }))).toBe("EPIPE");
  });

  test("an interrupted write says how much went; an interrupted read took nothing", async ({ bench }) => {
    const program = bench.program();
    const [reader, writer] = await pipe(program);
    const interrupter = new Interrupter();
    const { outcome } = await program.waiting("read", { fd: reader, bufsize: 9 }, interrupter);
    interrupter.interrupt();
    expect(await errnoOf(outcome)).toBe("EINTR");
    const second = new Interrupter();
    const data = new Uint8Array(USUAL_BYTES + 1);
    const { outcome: written } = await program.waiting("write", { fd: writer, data }, second);
    second.interrupt();
    expect(await written).toEqual({ bytes: USUAL_BYTES });
    const third = new Interrupter();
    const full = await program.waiting("write", { fd: writer, data: { text: "x" } }, third);
    third.interrupt();
    expect(await errnoOf(full.outcome)).toBe("EINTR");
  });

  test("that does not block fails with EAGAIN, and takes what there is room for", async ({ bench }) => {
    const program = bench.program();
    const [reader, writer] = await pipe(program, "O_NONBLOCK");
    expect(await errnoOf(program.call("read", { fd: reader, bufsize: 1 }))).toBe("EAGAIN");
    expect(await write(program, writer, USUAL_BYTES + PAGE_BYTES)).toBe(USUAL_BYTES);
    expect(await errnoOf(program.call("write", { fd: writer, data: { text: "x" } }))).toBe("EAGAIN");
    await read(program, reader, 1);
    // Up to PIPE_BUF bytes go whole or not at all, and no page is free.
    expect(await errnoOf(program.call("write", { fd: writer, data: { text: "x" } }))).toBe("EAGAIN");
    const { fd: copy } = await program.call("dup", { fd: writer });
    await program.call("settimeout", { fd: copy, timeout: null });
    const { outcome } = await program.waiting("write", { fd: writer, data: { text: "x" } });
    await read(program, reader, PAGE_BYTES);
    expect(await outcome).toEqual({ bytes: 1 });
    expect(await errnoOf(program.call("settimeout", { fd: copy, timeout: 1 }))).toBe("EINVAL");
  });

  test("each end does what it is for, and what is no pipe has no size", async ({ bench }) => {
    const program = bench.program();
    const [reader, writer] = await pipe(program);
    expect(await errnoOf(program.call("write", { fd: reader, data: { text: "x" } }))).toBe("EBADF");
    expect(await errnoOf(program.call("read", { fd: writer, bufsize: 1 }))).toBe("EBADF");
    expect(await errnoOf(program.call("recv", { fd: reader, bufsize: 1 }))).toBe("ENOTSOCK");
    const [socket, peer] = (await program.call("socketpair", {})).fds;
    expect(await errnoOf(program.call("fcntl", { fd: socket, operation: "F_GETPIPE_SZ" }))).toBe("EBADF");
    expect(await write(program, socket, "by a socket")).toBe(11);
    expect(await read(program, peer)).toBe("by a socket");
    const { fd: epoll } = await program.call("epoll_create1", {});
    expect(await errnoOf(program.call("read", { fd: epoll, bufsize: 1 }))).toBe("EINVAL");
    expect(await errnoOf(program.call("write", { fd: epoll, data: { text: "x" } }))).toBe("EINVAL");
  });

  test("is watched by epoll, which says when the readers are gone", async ({ bench }) => {
    const program = bench.program();
    const [reader, writer] = await pipe(program);
    const { fd } = await program.call("epoll_create1", {});
    await program.call("epoll_ctl", { fd, operation: "EPOLL_CTL_ADD", target: writer, events: [] });
    expect(await program.call("epoll_wait", { fd, maxevents: 4, timeout: 0 })).toEqual({ events: [] });
    await program.call("close", { fd: reader });
    expect(await program.call("epoll_wait", { fd, maxevents: 4, timeout: 5 })).toEqual({
      events: [{ fd: writer, events: ["EPOLLERR"] }],
    });
  });

  test("holds what fcntl says, in pages, within what Linux allows a user", async ({ bench }) => {
    const program = bench.program();
    const [reader, writer] = await pipe(program);
    const size = (operation: "F_GETPIPE_SZ" | "F_SETPIPE_SZ", value = 0) =>
      program.call("fcntl", { fd: writer, operation, value });
    expect(await size("F_GETPIPE_SZ")).toEqual({ value: USUAL_BYTES });
    expect(await size("F_SETPIPE_SZ", 5000)).toEqual({ value: 2 * PAGE_BYTES });
    await write(program, writer, 2 * PAGE_BYTES);
    expect(await errnoOf(size("F_SETPIPE_SZ", PAGE_BYTES))).toBe("EBUSY");
    expect(await size("F_SETPIPE_SZ", limits.pipeBytes)).toEqual({ value: limits.pipeBytes });
    expect(await errnoOf(size("F_SETPIPE_SZ", limits.pipeBytes + 1))).toBe("EPERM");
    expect(await program.call("fcntl", { fd: reader, operation: "F_GETPIPE_SZ" })).toEqual({
      value: limits.pipeBytes,
    });
  });

  test("is limited in number by the process's descriptors, and in memory by the lab's", async ({ bench }) => {
    const program = bench.program();
    const open: [number, number][] = [];
    while ((open.length + 1) * 2 + 3 <= limits.fdsPerProcess) open.push(await pipe(program));
    expect(await errnoOf(program.call("pipe2", {}))).toBe("EMFILE");
    const sizeOf = async ([fd]: [number, number]) =>
      (await program.call("fcntl", { fd, operation: "F_GETPIPE_SZ" })).value;
    const [first, last] = [open[0], open.at(-1)];
    if (first === undefined || last === undefined) throw new Error("no pipe was made");
    expect([await sizeOf(first), await sizeOf(last)]).toEqual([USUAL_BYTES, 2 * PAGE_BYTES]);
    const grown = program.call("fcntl", { fd: last[0], operation: "F_SETPIPE_SZ", value: USUAL_BYTES });
    expect(await errnoOf(grown)).toBe("EPERM");
    for (const fd of open.flat()) await program.call("close", { fd });
    expect(await sizeOf(await pipe(program))).toBe(USUAL_BYTES);
  });
});

/** A pipe of which one program holds the end to write, and another, by SCM_RIGHTS, the end to read. */
async function passed(sender: Program, receiver: Program): Promise<[reader: number, writer: number]> {
  const path = "/tmp/pipes.sock";
  const listener = await receiver.listening({ path }, { family: "AF_UNIX" });
  const fd = await sender.socket({ family: "AF_UNIX" });
  await sender.call("connect", { fd, address: { path } });
  const { fd: accepted } = await receiver.call("accept", { fd: listener });
  const [reader, writer] = await pipe(sender, "O_NONBLOCK");
  await sender.call("settimeout", { fd: writer, timeout: null });
  const rights = { level: "SOL_SOCKET" as const, type: "SCM_RIGHTS" as const, fds: [reader] };
  await sender.call("sendmsg", { fd, data: { text: "x" }, ancillary: [rights] });
  await sender.call("close", { fd: reader });
  const { ancillary } = await receiver.call("recvmsg", { fd: accepted, bufsize: 1, ancbufsize: 100 });
  expect(ancillary).toMatchObject([{ fds: [{ file: "pipe", end: "read", blocking: false }] }]);
  const [item] = ancillary;
  const file = item !== undefined && "fds" in item ? item.fds[0] : undefined;
  if (file === undefined || !("fd" in file)) throw new Error("no descriptor came");
  await receiver.call("settimeout", { fd: file.fd, timeout: null });
  return [file.fd, writer];
}
