import type { CreateWire } from "@sockpit/protocol";
import { probeWire, untilAllClosed } from "@sockpit/sockets";
import { onTestFinished } from "vitest";
import { Bench, type Program } from "./support.js";

/** Which wires this machine can make. */
export const kinds = (["tun", "veth"] as const).filter((kind) => probeWire([kind]).kind !== null);
if (kinds.length === 0) console.warn("SKIPPED: no wire here. These tests prove nothing on this machine.");

export const server = { host: "server", port: 8088 };

/** A lab of two hosts on a wire, until the test has ended. */
export function benchOn(implementation: "tun" | "veth", wire: CreateWire = {}): Bench {
  const bench = new Bench("isolated", "wirelab", { names: ["client", "server"], implementation, wire });
  onTestFinished(async () => {
    bench.close();
    await untilAllClosed();
  });
  return bench;
}

/** The two ends of a connection over the wire. */
interface Ends {
  bench: Bench;
  client: Program;
  serverSide: Program;
  /** The client's socket and the server's. */
  fd: number;
  accepted: number;
  listener: number;
}

export async function connect(bench: Bench): Promise<Ends> {
  const serverSide = bench.program("server.py", "server");
  const client = bench.program("client.py", "client");
  const listener = await serverSide.listening({ host: "", port: server.port });
  const fd = await client.socket();
  await client.call("connect", { fd, address: server });
  const { fd: accepted } = await serverSide.call("accept", { fd: listener });
  return { bench, client, serverSide, fd, accepted, listener };
}
