import type { RecordedLab, WireLab } from "./recorded-lab.js";

const PACKET_BYTES = 1500;
const CHUNK_BYTES = 25_000;
const CHUNKS = 4;
const PORT = 8088;

/** A slow wire whose queue is full after five packets. */
export const renoLab: WireLab = {
  hosts: ["client", "server"],
  wire: { settings: { delayMs: 10, rateBitsPerSecond: 1_000_000, queueBytes: 5 * PACKET_BYTES } },
};

/** A transfer with reno, which loses segments to the queue and is slowed down by that. */
export async function reno(lab: RecordedLab): Promise<void> {
  const server = await lab.start("server.py", "server");
  const { fd: listener } = await server.call("socket", {}, 2);
  await server.call("bind", { fd: listener, address: { host: "", port: PORT } }, 3);
  await server.call("listen", { fd: listener, backlog: 5 }, 4);
  const client = await lab.start("client.py", "client");
  const { fd } = await client.call("socket", {}, 2);
  const congestion = { level: "IPPROTO_TCP", option: "TCP_CONGESTION", value: { text: "reno" } } as const;
  await client.call("setsockopt", { fd, ...congestion }, 3);
  await client.call("connect", { fd, address: { host: "server", port: PORT } }, 4);
  const { fd: conn } = await server.call("accept", { fd: listener }, 5);
  const receiving = (async () => {
    for (let count = 0; count < CHUNKS * CHUNK_BYTES; ) {
      const { data } = await server.call("recv", { fd: conn, bufsize: 65_536 }, 6);
      if (data.length === 0) return;
      count += data.length;
    }
  })();
  for (let count = 0; count < CHUNKS; count += 1)
    await client.call("sendall", { fd, data: { text: "x".repeat(CHUNK_BYTES) } }, 6);
  await receiving;
  await client.exit();
  await server.exit();
}
