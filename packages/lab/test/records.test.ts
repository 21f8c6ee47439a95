import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Lab, recordStats, setRecordBudget } from "@sockpit/lab";
import { limits } from "@sockpit/protocol";
import { afterEach, expect } from "vitest";
import { Bench, describeOnKernel, keptEvents, serverAddress, testOn } from "./support.js";

const MIB = 1024 * 1024;
const PIECE_BYTES = 64 * 1024;
const line = "x".repeat(60_000);

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Bytes of this process's heap and of what it keeps outside. */
function memoryBytes(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function print(lab: Lab, pid: number, megabytes: number): void {
  for (let bytes = 0; bytes < megabytes * 1e6; bytes += line.length) lab.write(pid, "stdout", line);
}

describeOnKernel("What labs keep", () => {
  const test = testOn("isolated");
  afterEach(() => setRecordBudget(limits.recordBytes));

  test("stays with those who keep little while another lab's program prints in a loop", ({ bench }) => {
    setRecordBudget(20 * MIB);
    const other = new Bench("isolated", "otherlab");
    const quiet = other.program("quiet");
    for (let count = 0; count < 1000; count += 1) other.lab.write(quiet.pid, "stdout", `line ${count}\n`);
    const events = keptEvents(other.lab);
    const { pid } = bench.program("loud");
    print(bench.lab, pid, 100);
    expect(keptEvents(other.lab)).toEqual(events);
    expect(bench.lab.readTrace(0, { maxBytes: 1 }).dropped).toBeGreaterThan(1000);
    expect(recordStats().bytes).toBeLessThanOrEqual(20 * MIB);
    other.close();
  });

  test("takes no more memory once it is full", ({ bench }) => {
    setRecordBudget(4 * MIB);
    const { pid } = bench.program("loud");
    print(bench.lab, pid, 30);
    const fullBytes = memoryBytes();
    print(bench.lab, pid, 60);
    expect(memoryBytes()).toBeLessThan(fullBytes + MIB);
  });

  test("is given back when its lab closes", ({ bench }) => {
    const before = recordStats().bytes;
    const other = new Bench("isolated", "otherlab");
    const { pid } = other.program("loud");
    print(other.lab, pid, 4);
    expect(recordStats().bytes).toBeGreaterThan(before + 3.9e6);
    other.close();
    expect(recordStats().bytes).toBe(before);
    bench.lab.startProcess("goes on");
    expect(keptEvents(bench.lab)).toHaveLength(1);
  });

  test("is little in a lab that does little", async ({ bench }) => {
    const before = recordStats().bytes;
    await bench.connected();
    expect(recordStats().bytes - before).toBeLessThan(0.1 * MIB);
  });

  test("is read in pieces while more comes, and what goes meanwhile is counted", ({ bench }) => {
    setRecordBudget(2 * MIB);
    const { pid } = bench.program("loud");
    print(bench.lab, pid, 3);
    let seq = 0;
    let read = 0;
    let dropped = 0;
    for (let piece = 0; seq < bench.lab.lastSeq; piece += 1) {
      const lines = bench.lab.readTrace(seq, { maxBytes: PIECE_BYTES });
      expect(lines.lines.length).toBeLessThanOrEqual(PIECE_BYTES);
      expect(lines.lines.at(-1)).toBe("\n".charCodeAt(0));
      read += lines.count;
      dropped += lines.dropped;
      seq = lines.lastSeq;
      if (piece < 40) print(bench.lab, pid, 0.12);
    }
    expect(read + dropped).toBe(bench.lab.lastSeq);
    expect(dropped).toBeGreaterThan(0);
  });

  test("is exported in pieces while packets come and go, and the file says so", async ({ bench }) => {
    setRecordBudget(MIB);
    const program = bench.program();
    const fd = await program.bound(serverAddress, { type: "SOCK_DGRAM" });
    const send = async (count: number, character: string) => {
      const data = { text: character.repeat(1000) };
      for (let sent = 0; sent < count; sent += 1) {
        await program.call("sendto", { fd, data, address: serverAddress });
        await program.call("recvfrom", { fd, bufsize: 1000 });
      }
    };
    await send(1000, "x");
    const pieces = bench.lab.pcapngPieces()[Symbol.iterator]();
    const parts: Uint8Array[] = [];
    for (let next = pieces.next(); next.done !== true; next = pieces.next()) {
      expect(next.value.length).toBeLessThanOrEqual(PIECE_BYTES);
      parts.push(next.value);
      if (parts.length === 2) await send(300, "y");
    }
    const blocks = blocksOf(Buffer.concat(parts));
    expect(blocks.map(({ type }) => type).filter((type) => type !== PACKET)).toEqual([
      SECTION,
      INTERFACE,
      STATISTICS,
    ]);
    expect(blocks.length).toBeGreaterThan(100);
    const packets = blocks.filter(({ type }) => type === PACKET);
    expect(packets.every(({ bytes }) => bytes.includes("x".repeat(1000)))).toBe(true);
    expect(blocks.at(-1)?.bytes.toString("latin1")).toContain("packets went while this was read");
  });
});

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const STATISTICS = 5;
const PACKET = 6;

/** The blocks of a pcapng file, each of which says its length at both ends. */
function blocksOf(file: Buffer): { type: number; bytes: Buffer }[] {
  const blocks: { type: number; bytes: Buffer }[] = [];
  for (let at = 0; at < file.length; ) {
    const length = file.readUInt32LE(at + 4);
    expect(file.readUInt32LE(at + length - 4)).toBe(length);
    blocks.push({ type: file.readUInt32LE(at), bytes: file.subarray(at, at + length) });
    at += length;
  }
  return blocks;
}
