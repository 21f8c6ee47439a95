import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { CreateWire, LabEventOf, WireRule } from "@sockpit/protocol";
import { NetworkNamespace } from "@sockpit/sockets";
import { describe, expect, test, vi } from "vitest";
import { type Bench, describeOnKernel, keptEvents, type Program } from "./support.js";
import { benchOn, connect, kinds } from "./wire-bench.js";

const delayed = { settings: { delayMs: 5 } };
const SEGMENTS = 8;

type Packet = LabEventOf<"packet">;

async function connectedWithoutDelay(bench: Bench) {
  const ends = await connect(bench);
  const { client, fd } = ends;
  await client.call("setsockopt", { fd, level: "IPPROTO_TCP", option: "TCP_NODELAY", value: 1 });
  return ends;
}

/** `segment 1`, `segment 2` and so on, each in a segment of its own. */
async function sendBurst(client: Program, fd: number, segments = SEGMENTS): Promise<number> {
  let bytes = 0;
  for (let number = 1; number <= segments; number += 1) {
    const data = new TextEncoder().encode(`segment ${number};`);
    bytes += data.length;
    await client.call("send", { fd, data });
  }
  return bytes;
}

async function receiveAll(program: Program, fd: number, bytes: number): Promise<void> {
  for (let left = bytes; left > 0; ) {
    const { data } = await program.call("recv", { fd, bufsize: 65_536 });
    expect(data.length).toBeGreaterThan(0);
    left -= data.length;
  }
}

function packetsOf(bench: Bench): Packet[] {
  bench.lab.settle();
  return keptEvents(bench.lab).filter((event): event is Packet => event.event === "packet");
}

const notesOf = (packets: Packet[]) => packets.map(({ tcp }) => tcp?.notes ?? []);
const carries = (text: string) => (packet: Packet) => packet.data?.text?.includes(text) === true;
const isOf = (flags: string) => (packet: Packet) => packet.tcp?.flags.join("-") === flags;

/** What segments carried that arrived before what was sent earlier. */
function outOfOrderIn(bench: Bench): (string | undefined)[] {
  const packets = packetsOf(bench);
  const late = keptEvents(bench.lab).flatMap((event) =>
    event.event === "packetLeft" && event.isOutOfOrder === true ? event.packet : [],
  );
  return late.map((number) => packets.find(({ packet }) => packet === number)?.data?.text);
}

/** Looks until it is so; the test's own timeout bounds it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setImmediate();
}

const dropData = (payload: string, id = "drop"): WireRule => ({
  id,
  match: { from: "client", protocol: "TCP", payload, nth: 1 },
  action: { do: "drop" },
});

describe.each(kinds)("On a wire of %s", (kind) => {
  describeOnKernel("what is sent again", () => {
    test("is a SYN by the retransmission timer where its first one is lost", async () => {
      const rules: WireRule[] = [
        { id: "no-syn", match: { flags: ["SYN"], noFlags: ["ACK"], nth: 1 }, action: { do: "drop" } },
      ];
      const bench = benchOn(kind, { rules });
      await connectedWithoutDelay(bench);
      expect(notesOf(packetsOf(bench).filter(isOf("SYN")))).toEqual([[], ["retransmission", "rto"]]);
    });

    test("is a SYN-ACK by its own timer, or in answer to a SYN that came again", async () => {
      const rules: WireRule[] = [
        { id: "no-answer", match: { flags: ["SYN", "ACK"], nth: 1 }, action: { do: "drop" } },
      ];
      const bench = benchOn(kind, { rules });
      await connectedWithoutDelay(bench);
      const [first, ...again] = notesOf(packetsOf(bench).filter(isOf("SYN-ACK")));
      expect(first).toEqual([]);
      expect(again.length).toBeGreaterThan(0);
      for (const notes of again) expect(notes.some((note) => note.endsWith("retransmission"))).toBe(true);
      expect(notesOf(packetsOf(bench).filter(isOf("SYN"))).slice(1)).toEqual([
        ["spurious-retransmission", "rto"],
      ]);
    });

    test("is a segment fast where enough that followed it has arrived", async () => {
      const bench = benchOn(kind, { ...delayed, rules: [dropData("segment 2;")] });
      const { client, serverSide, fd, accepted } = await connectedWithoutDelay(bench);
      await receiveAll(serverSide, accepted, await sendBurst(client, fd));
      const notes = notesOf(packetsOf(bench).filter(carries("segment 2;")));
      expect(notes).toEqual([[], ["fast-retransmission"]]);
      expect(outOfOrderIn(bench)).toEqual(
        Array.from({ length: SEGMENTS - 2 }, (_, index) => `segment ${index + 3};`),
      );
      expect(packetsOf(bench).flatMap(({ tcp }) => tcp?.notes ?? [])).not.toContain("rto");
    });

    test("is the last segment as a probe where only that is lost, and nothing behind it", async () => {
      const last = `segment ${SEGMENTS};`;
      const bench = benchOn(kind, { ...delayed, rules: [dropData(last)] });
      const { client, serverSide, fd, accepted } = await connectedWithoutDelay(bench);
      await receiveAll(serverSide, accepted, await sendBurst(client, fd));
      const notes = notesOf(packetsOf(bench).filter(carries(last)));
      expect(notes).toEqual([[], ["retransmission", "tail-loss-probe"]]);
    });

    test("is the first missing segment by the timer where the probe is lost, too", async () => {
      const rules: WireRule[] = [
        {
          id: "drop-all",
          match: { from: "client", protocol: "TCP", hasPayload: true },
          action: { do: "drop" },
        },
      ];
      const { bench, ofClient } = countedOn(kind, { ...delayed, rules });
      const { client, serverSide, fd, accepted } = await connectedWithoutDelay(bench);
      const bytes = await sendBurst(client, fd);
      const again = () =>
        notesOf(packetsOf(bench).filter(({ tcp }) => (tcp?.payloadBytes ?? 0) > 0)).slice(SEGMENTS);
      await until(() => again().length >= 3);
      bench.lab.setWire({ rules: [] });
      await receiveAll(serverSide, accepted, bytes);
      expect(again().slice(0, 3)).toEqual([
        ["retransmission", "tail-loss-probe"],
        ["retransmission", "rto"],
        ["retransmission", "rto"],
      ]);
      const { timeouts, probes } = ofClient();
      expect(notedOf(bench)).toMatchObject({ rto: timeouts, probes });
    });

    test("is nothing where a segment is only overtaken: it arrives late, and the one before it out of order", async () => {
      const rules: WireRule[] = [
        { id: "swap", match: { protocol: "TCP", payload: "segment 1;" }, action: { do: "overtake" } },
      ];
      const bench = benchOn(kind, { ...delayed, rules });
      const { client, serverSide, fd, accepted } = await connectedWithoutDelay(bench);
      await receiveAll(serverSide, accepted, await sendBurst(client, fd, 2));
      expect(outOfOrderIn(bench)).toEqual(["segment 2;"]);
      const data = packetsOf(bench).filter(({ tcp }) => (tcp?.payloadBytes ?? 0) > 0);
      expect(notesOf(data)).toEqual([[], []]);
    });

    test("is noted as often as the kernel counts it, at random losses", { timeout: 60_000 }, async () => {
      for (const seed of [1, 2, 3, 4, 5, 6]) {
        const { bench, ofClient } = countedOn(kind, { seed });
        const { client, serverSide, fd, accepted } = await connectedWithoutDelay(bench);
        bench.lab.setWire({ settings: { delayMs: 3, lossShare: 0.2 } });
        const bytes = seed * 10_000;
        const sending = client.call("sendall", { fd, data: new Uint8Array(bytes) });
        await receiveAll(serverSide, accepted, bytes);
        await sending;
        // The kernel counts a segment before the wire carries it.
        await vi.waitFor(() => expect(notedOf(bench).sentAgain).toBe(ofClient().sentAgain), 10_000);
        bench.close();
      }
    });
  });
});

/** How often the client sent something again, in its notes. */
function notedOf(bench: Bench) {
  const notes = notesOf(packetsOf(bench).filter(({ wire }) => wire?.from === "client"));
  const count = (isIt: (note: string) => boolean) => notes.filter((each) => each.some(isIt)).length;
  return {
    rto: count((note) => note === "rto"),
    probes: count((note) => note === "tail-loss-probe"),
    sentAgain: count((note) => note.endsWith("retransmission")),
  };
}

/** A bench, and what the kernel of its client counts of all its connections: proc_net_tcp(5), netstat(8). */
function countedOn(implementation: "tun" | "veth", wire: CreateWire) {
  const made = vi.spyOn(NetworkNamespace, "create");
  const bench = benchOn(implementation, wire);
  const [client] = made.mock.results.map(({ value }) => value as NetworkNamespace);
  made.mockRestore();
  const ofClient = () => {
    const read = (file: string) => client?.run(() => readFileSync(`/proc/thread-self/net/${file}`, "utf8"));
    const count = (file: string, group: string, name: string) => {
      const lines = (read(file) ?? "").split("\n").filter((line) => line.startsWith(`${group}:`));
      const [names = [], values = []] = lines.map((line) => line.split(" "));
      return Number(values[names.indexOf(name)]);
    };
    return {
      timeouts: count("netstat", "TcpExt", "TCPTimeouts"),
      probes: count("netstat", "TcpExt", "TCPLossProbes"),
      sentAgain: count("snmp", "Tcp", "RetransSegs"),
    };
  };
  return { bench, ofClient };
}
