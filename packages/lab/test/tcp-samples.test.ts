import { setImmediate } from "node:timers/promises";
import { type LabEventOf, limits } from "@sockpit/protocol";
import { availableCongestionControls } from "@sockpit/sockets";
import { describe, expect, test } from "vitest";
import { type Bench, describeOnKernel, errnoOf, keptEvents, type Program } from "./support.js";
import { benchOn, connect, kinds } from "./wire-bench.js";

const PACKET_BYTES = 1500;
const CONGESTION = { level: "IPPROTO_TCP", option: "TCP_CONGESTION" } as const;
const reno = new TextEncoder().encode("reno");

type Sample = LabEventOf<"tcpSampled">;

/** With the id of the client's socket. */
async function connected(bench: Bench) {
  const ends = await connect(bench);
  const { client, fd } = ends;
  const id = bench.lab.sockets().find((socket) => socket.pid === client.pid && socket.fd === fd)?.id ?? "";
  return { ...ends, id };
}

function samplesOf(bench: Bench, id: string): Sample[] {
  bench.lab.settle();
  return keptEvents(bench.lab).filter(
    (event): event is Sample => event.event === "tcpSampled" && event.socket === id,
  );
}

async function receiveAll(program: Program, fd: number, wanted: number): Promise<void> {
  for (let count = 0; count < wanted; ) {
    const { data } = await program.call("recv", { fd, bufsize: 65_536 });
    if (data.length === 0) return;
    count += data.length;
  }
}

/** Looks until it is so; the test's own timeout bounds it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setImmediate();
}

const nameOf = (data: Uint8Array | undefined) => new TextDecoder().decode(data).replace(/\0.*$/s, "");

describe.each(kinds)("Samples of TCP on a wire of %s", (kind) => {
  describeOnKernel("a transfer", () => {
    test("with reno through a short queue raises its congestion window and halves it at a loss, again and again", async () => {
      const bench = benchOn(kind, {
        settings: { delayMs: 2, rateBitsPerSecond: 8_000_000, queueBytes: 20 * PACKET_BYTES },
      });
      const { client, serverSide, fd, accepted, id } = await connected(bench);
      await client.call("setsockopt", { fd, ...CONGESTION, value: reno });
      const bytes = 1_500_000;
      const received = receiveAll(serverSide, accepted, bytes);
      const chunk = new Uint8Array(250_000);
      for (let sent = 0; sent < bytes; sent += chunk.length)
        await client.call("sendall", { fd, data: chunk });
      await received;
      // The last acknowledgement is still on the wire.
      await until(() => samplesOf(bench, id).at(-1)?.bytesInFlight === 0);
      const samples = samplesOf(bench, id);
      expect(samples[0]).toMatchObject({ ssthreshSegments: null, cwndSegments: 10 });
      const falls = samples.filter((sample, index) => {
        const before = samples[index - 1]?.ssthreshSegments;
        return before !== undefined && sample.ssthreshSegments !== before;
      });
      expect(falls.length).toBeGreaterThanOrEqual(2);
      for (const { seq, ssthreshSegments } of falls.slice(1)) {
        const highest = Math.max(
          ...samples.filter((sample) => sample.seq < seq).map(({ cwndSegments }) => cwndSegments),
        );
        expect(ssthreshSegments).not.toBeNull();
        expect(ssthreshSegments ?? 0).toBeLessThan(highest);
      }
      const last = samples.at(-1);
      expect(last?.totalRetransmits).toBeGreaterThanOrEqual(falls.length);
      expect(last?.congestionControl).toBe("reno");
    });

    test("is sampled to its end after its program has closed the socket", async () => {
      const bench = benchOn(kind, { settings: { delayMs: 5, rateBitsPerSecond: 8_000_000 } });
      const { client, serverSide, fd, accepted, id } = await connected(bench);
      const bytes = 60_000;
      await client.call("sendall", { fd, data: new Uint8Array(bytes) });
      await client.call("close", { fd });
      const closedSeq = bench.lab.lastSeq;
      await receiveAll(serverSide, accepted, bytes);
      expect(samplesOf(bench, id).filter(({ seq }) => seq > closedSeq).length).toBeGreaterThan(0);
    });

    test("of many small messages has a bounded number of samples", async () => {
      const bench = benchOn(kind);
      const { client, serverSide, fd, accepted, id } = await connected(bench);
      const startUs = bench.lab.now();
      for (let count = 0; count < 400; count += 1) {
        await client.call("send", { fd, data: new Uint8Array(1) });
        await serverSide.call("recv", { fd: accepted, bufsize: 1 });
      }
      const seconds = Math.ceil((bench.lab.now() - startUs) / 1e6);
      const samples = samplesOf(bench, id);
      expect(samples.length).toBeGreaterThan(0);
      expect(samples.length).toBeLessThanOrEqual(seconds * limits.tcpSamplesPerSecond + 2);
      const gaps = samples.slice(1).map(({ at }, index) => at - (samples[index]?.at ?? 0));
      for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(limits.tcpSampleMs * 1000 - 1);
    });
  });

  describeOnKernel("congestion control", () => {
    test("of a host is what its sockets and those that it accepts begin with, and can be changed", async () => {
      const bench = benchOn(kind, { hosts: [{ name: "server", congestionControl: "reno" }] });
      expect(bench.lab.wire().hosts[1]).toEqual({ name: "server", congestionControl: "reno" });
      expect(bench.lab.info().wire?.congestionControls).toEqual(availableCongestionControls());
      const { serverSide, accepted } = await connected(bench);
      const read = async (fd: number) =>
        nameOf((await serverSide.call("getsockopt", { fd, ...CONGESTION, buflen: 16 })).data);
      expect(await read(accepted)).toBe("reno");
      const other = availableCongestionControls().find((name) => name !== "reno");
      if (other === undefined) return;
      bench.lab.setWire({ hosts: [{ name: "server", congestionControl: other }] });
      expect(await read(accepted)).toBe("reno");
      expect(await read(await serverSide.socket())).toBe(other);
      bench.lab.settle();
      const set = keptEvents(bench.lab).filter((event) => event.event === "wireChanged");
      expect(set.map(({ hosts }) => hosts?.[1]?.congestionControl)).toEqual(["reno", other]);
    });

    test("that the kernel does not have is refused, of a host and of a socket", async () => {
      const bench = benchOn(kind);
      const set = () => bench.lab.setWire({ hosts: [{ name: "client", congestionControl: "nonesuch" }] });
      expect(set).toThrow("hosts.0.congestionControl: this kernel has no nonesuch; it has reno");
      const client = bench.program("client.py", "client");
      const fd = await client.socket();
      const value = new TextEncoder().encode("nonesuch");
      expect(await errnoOf(client.call("setsockopt", { fd, ...CONGESTION, value }))).toBe("ENOENT");
    });
  });
});
