/**
 * `pnpm bench memory`: what idle and full labs take of a lab host's memory, what it costs to keep an event, and how long one piece of
 * a full lab's trace or capture holds up everybody else. Runs in a user and network namespace of its own, with --expose-gc.
 */
import { Lab, recordStats } from "@sockpit/lab";
import { limits } from "@sockpit/protocol";
import { quantile } from "./measure.js";
import { measureIdleLabs } from "./memory/idle-labs.js";
import { collectedMemory, isolation } from "./memory/lab-memory.js";

const MIB = 1024 * 1024;
const PIECE_BYTES = 64 * 1024;
const STEPS = [1, 16, 32];
const WRITES = 20_000;
/** A datagram to a closed port, and the ICMP error that answers it. */
const PACKETS_PER_ROUND = 2;
const ROUNDS = Math.ceil((limits.capturePackets * 1.1) / PACKETS_PER_ROUND);
/** Nobody listens there. */
const address = { host: "127.0.0.1", port: 9 };

const labs: Lab[] = [];

const { heap, arrayBuffers: offHeap, resident } = await measureIdleLabs();
console.log(`\nan idle lab takes ${heap} KiB of heap and ${offHeap} KiB off it; RSS ${resident} KiB`);

const empty = collectedMemory();
console.log(`\n${row("full labs", "heap MiB", "off heap MiB", "RSS MiB", "events", "packets")}`);
console.log(row(0, "0.0", "0.0", mib(empty.rss), 0, 0));
for (const count of STEPS) {
  while (labs.length < count) labs.push(await fullLab());
  const { heapUsed, arrayBuffers, rss } = collectedMemory();
  const grown = [mib(heapUsed - empty.heapUsed), mib(arrayBuffers - empty.arrayBuffers), mib(rss)];
  const kept = labs.map(keptBy);
  const events = kept.reduce((sum, each) => sum + each.events, 0);
  const packets = kept.reduce((sum, each) => sum + each.packets, 0);
  console.log(row(count, ...grown, events, packets));
}
console.log(`records of all labs: ${mib(recordStats().bytes)} MiB`);

const newest = labs.at(-1);
if (newest !== undefined) {
  report("a piece of a trace", piecesOf(traceOf(newest)));
  report("a piece of a capture", piecesOf(newest.pcapngPieces()));
  report("a piece of a stream", piecesOf(streamOf(newest)));
  const pid = newest.startProcess("writer");
  const before = processorMs();
  for (let write = 0; write < WRITES; write += 1) newest.write(pid, "stdout", "x".repeat(60));
  const eventUs = ((processorMs() - before) * 1000) / WRITES;
  console.log(`${"an event kept".padEnd(28)}${eventUs.toFixed(1)} µs of processor time`);
}
for (const lab of labs) lab.close();
process.exit(0);

async function fullLab(): Promise<Lab> {
  const lab = new Lab({ id: "bench", network: "isolated", isolation });
  const pid = lab.startProcess("sender");
  const params = { type: "SOCK_DGRAM" };
  const { fd } = (await lab.call({ pid, command: "socket", params })) as { fd: number };
  for (let round = 0; round < ROUNDS; round += 1) {
    await lab.call({ pid, command: "sendto", params: { fd, data: { text: "hello" }, address } });
  }
  return lab;
}

function keptBy(lab: Lab): { events: number; packets: number } {
  let events = 0;
  let packets = 0;
  for (const lines of traceOf(lab)) {
    for (const line of Buffer.from(lines).toString().trimEnd().split("\n")) {
      events += 1;
      if (line.startsWith('{"event":"packet"')) packets += 1;
    }
  }
  return { events, packets };
}

function* traceOf(lab: Lab): Generator<Uint8Array, void> {
  for (let seq = 0; seq < lab.lastSeq; ) {
    const { lines, lastSeq } = lab.readTrace(seq, { maxBytes: PIECE_BYTES });
    yield lines;
    seq = lastSeq;
  }
}

/** All datagrams are of one stream, which is put in order before its first piece. */
function* streamOf(lab: Lab): Generator<Uint8Array, void> {
  yield* lab.streamPieces(1, "json");
}

/** Milliseconds of processor time that each piece takes, sorted. */
function piecesOf(pieces: Iterable<Uint8Array>): number[] {
  const times: number[] = [];
  let before = processorMs();
  for (const _piece of pieces) {
    times.push(processorMs() - before);
    before = processorMs();
  }
  return times.sort((a, b) => a - b);
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function report(what: string, sorted: readonly number[]): void {
  const [median, longest] = [quantile(sorted, 0.5), sorted.at(-1) ?? 0];
  console.log(
    `${what.padEnd(28)}median ${median.toFixed(2)}, longest ${longest.toFixed(2)} ms of processor time`,
  );
}

function mib(bytes: number): string {
  return (bytes / MIB).toFixed(1);
}

function row(label: string | number, ...cells: readonly (string | number)[]): string {
  return String(label).padEnd(12) + cells.map((cell) => String(cell).padStart(14)).join("");
}
