import { type LabEventOf, limits } from "@sockpit/protocol";
import { probeWire, untilAllClosed } from "@sockpit/sockets";
import { expect, onTestFinished, test } from "vitest";
import { Bench, describeOnKernel, keptEvents } from "./support.js";

const { kind } = probeWire();
if (kind === null) console.warn("SKIPPED: no wire here. These tests prove nothing on this machine.");

const DATAGRAM_BYTES = 65_000;
const HEADER_BYTES = 28;

describeOnKernel("Wires of one server", () => {
  test.skipIf(kind === null)(
    "hold so many bytes together at most: what comes beyond is dropped, and says why",
    { timeout: 60_000 },
    async () => {
      const benches: Bench[] = [];
      onTestFinished(async () => {
        for (const bench of benches) bench.close();
        await untilAllClosed();
      });
      const perLab = Math.floor(limits.wireBytes / (DATAGRAM_BYTES + HEADER_BYTES));
      const perServer = Math.floor(limits.wireBytesOfServer / (DATAGRAM_BYTES + HEADER_BYTES));
      const open = () => {
        const wire = { mtuBytes: 65_535, settings: { isHolding: true } };
        const hosts = { names: ["client", "server"], implementation: kind ?? "tun", wire };
        const bench = new Bench("isolated", `bound-${benches.length}`, hosts);
        benches.push(bench);
        return bench;
      };
      const send = async (bench: Bench, count: number) => {
        const program = bench.program("sender", "client");
        const fd = await program.socket({ type: "SOCK_DGRAM" });
        const data = new Uint8Array(DATAGRAM_BYTES);
        const address = { host: "10.0.0.2", port: 9 };
        for (let sent = 0; sent < count; sent += 1) await program.call("sendto", { fd, data, address });
        bench.lab.settle();
        return keptEvents(bench.lab).filter(
          (event): event is LabEventOf<"packetLeft"> =>
            event.event === "packetLeft" && event.fate === "dropped",
        );
      };
      for (let left = perServer - perLab; left > 0; left -= perLab)
        expect(await send(open(), Math.min(left, perLab))).toEqual([]);
      const dropped = await send(open(), perLab + 1);
      expect(dropped.length).toBeGreaterThan(0);
      expect(dropped.at(-1)?.cause).toMatchObject({ by: "limit" });
      const beyond = await send(open(), 2);
      expect(beyond.map(({ cause }) => cause)).toContainEqual({ by: "limit", limit: "server" });
      benches[0]?.close();
      expect(await send(open(), 2)).toEqual([]);
    },
  );
});
