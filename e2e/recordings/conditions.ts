import { connect, listen } from "./connected.js";
import type { RecordedLab } from "./recorded-lab.js";

/** A slow client that gets an answer in pieces, and whose connection is reset before the end of it. */
export async function conditions(lab: RecordedLab): Promise<void> {
  await lab.setConditions({
    conditions: [
      { kind: "shortReads", min: 4, max: 4, processes: ["client.py"] },
      { kind: "shortWrites", min: 3, max: 3, processes: ["client.py"] },
      { kind: "slowPeer", delaySeconds: 0.02, processes: ["client.py"] },
      { kind: "resetAfter", lengthBytes: 11, processes: ["client.py"] },
    ],
  });
  const { server, listener } = await listen(lab);
  const { client, fd } = await connect(lab);
  const { fd: conn } = await server.call("accept", { fd: listener }, 5);
  await client.call("send", { fd, data: { text: "hello" } }, 4);
  await server.call("recv", { fd: conn, bufsize: 100 }, 6);
  await server.call("sendall", { fd: conn, data: { text: "good morning" } }, 7);
  await client.call("recv", { fd, bufsize: 100 }, 5);
  await client.call("recv", { fd, bufsize: 100 }, 6);
  await client.call("recv", { fd, bufsize: 100 }, 7).catch(() => undefined);
  await server.call("recv", { fd: conn, bufsize: 100 }, 8).catch(() => undefined);
  await client.exit(1);
  await server.exit(1);
}
