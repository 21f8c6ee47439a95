import type { LabKey } from "@sockpit/client";
import type { LabEventOf } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPcapng } from "./pcapng-reader.js";
import { failureOf, restError, Server } from "./support.js";
import { readWithTshark, tsharkVersion } from "./tshark.js";

const address = { host: "127.0.0.1", port: 8088 };

/** Wireshark's severities count up to this: a packet that is not what it says. */
const EXPERT_ERROR = 0x80_0000;

describe("capture.pcapng", () => {
  let server: Server;
  let key: LabKey;
  let canCapture: boolean;
  beforeAll(async () => {
    server = await Server.start();
    key = await server.newLab();
    canCapture = (await server.rest.getLab(key)).isolation.capture;
    if (canCapture) await talk();
  });
  afterAll(async () => {
    await server.stop();
  });

  /** Two programs say hello, from known lines; a datagram to a closed port follows. */
  async function talk(): Promise<void> {
    const connection = await server.connect(key);
    const { pid } = await connection.control("startProcess", { name: "server" });
    const listener = await connection.command("socket", pid, { params: {} });
    await connection.command("bind", pid, { params: { fd: listener.fd, address } });
    await connection.command("listen", pid, { params: { fd: listener.fd } });
    const { pid: client } = await connection.control("startProcess", { name: "client" });
    const { fd } = await connection.command("socket", client, { params: {} });
    const at = (line: number) => ({ file: "client.py", line });
    await connection.command("connect", client, { params: { fd, address }, source: at(7) });
    const accepted = await connection.command("accept", pid, { params: { fd: listener.fd } });
    await connection.command("sendall", client, { params: { fd, data: { text: "hello" } }, source: at(8) });
    await connection.command("recv", pid, { params: { fd: accepted.fd, bufsize: 1024 } });
    const udp = await connection.command("socket", client, { params: { type: "SOCK_DGRAM" } });
    const params = { fd: udp.fd, data: { text: "anyone?" }, address: { ...address, port: 9 } };
    await connection.command("sendto", client, { params });
    await connection.command("close", client, { params: { fd } });
    await connection.command("close", pid, { params: { fd: accepted.fd } });
    connection.close();
  }

  async function packetEvents(): Promise<LabEventOf<"packet">[]> {
    const events = await server.rest.trace(key);
    return events.filter((event): event is LabEventOf<"packet"> => event.event === "packet");
  }

  test("is refused clearly where there is no capture", async (context) => {
    context.skip(canCapture, "this machine captures");
    expect(await failureOf(server.rest.capture(key))).toMatchObject({ code: "capture_unavailable" });
  });

  test("holds the packets of the trace, byte for byte, with their call and line", async (context) => {
    context.skip(!canCapture, "no packet capture on this machine");
    const file = readPcapng(Buffer.from(await server.rest.capture(key)));
    expect(file).toMatchObject({ application: "Sockpit", linkType: 101, dropped: 0n });
    const events = await packetEvents();
    expect(file.packets.map(({ bytes }) => bytes.length)).toEqual(
      events.map(({ lengthBytes }) => lengthBytes),
    );
    expect([file.received, file.delivered]).toEqual([BigInt(events.length), BigInt(events.length)]);
    const headers = file.packets.map(({ bytes }) => {
      const start = (bytes.readUInt8(0) & 0xf) * 4;
      return bytes.readUInt8(9) === 6 ? [bytes.readUInt32BE(start + 4), bytes.readUInt16BE(start)] : null;
    });
    expect(headers).toEqual(
      events.map(({ tcp, source }) => (tcp === undefined ? null : [tcp.seq, source.port])),
    );
    const comments = file.packets.map(({ comment }) => comment);
    expect(comments[0]).toMatch(/^client: connect \(call \d+, client\.py:7\)$/);
    const hello = file.packets.find(({ bytes }) => bytes.toString("latin1").endsWith("hello"));
    expect(hello?.comment).toMatch(/^client: sendall \(call \d+, client\.py:8\)$/);
    const stamps = file.packets.map(({ stampNs }) => stampNs);
    expect(stamps).toEqual([...stamps].sort((a, b) => Number(a - b)));
    expect(Math.abs(Date.now() - Number((stamps[0] ?? 0n) / 1_000_000n))).toBeLessThan(600_000);
  });

  test("is read by tshark without complaint, and says the same", async (context) => {
    context.skip(!canCapture, "no packet capture on this machine");
    context.skip(tsharkVersion === null, "tshark is not installed");
    const file = await server.rest.capture(key);
    const events = await packetEvents();
    const rows = await readWithTshark(file, [
      ...["tcp.seq_raw", "tcp.ack_raw", "tcp.len", "tcp.window_size"],
      ...["frame.comment", "icmp.type", "_ws.malformed", "_ws.expert.severity"],
    ]);
    expect(rows.map((row) => row.slice(0, 4))).toEqual(
      events.map(({ tcp }) =>
        tcp === undefined
          ? ["", "", "", ""]
          : [tcp.seq, tcp.ack, tcp.payloadBytes, tcp.windowBytes].map(String),
      ),
    );
    expect(rows[0]?.[4]).toContain("client.py:7");
    expect(rows.filter((row) => row[5] === "3")).toHaveLength(1);
    expect(rows.filter((row) => row[6] !== "")).toEqual([]);
    const severities = rows.flatMap((row) => (row[7] ?? "").split(",")).map(Number);
    expect(Math.max(...severities)).toBeLessThan(EXPERT_ERROR);
  });

  test("needs the lab's token", async () => {
    const path = `/api/labs/${key.lab}/capture.pcapng`;
    expect(await restError(await server.fetch(path))).toMatchObject({ status: 401 });
  });

  test("is a download", async (context) => {
    context.skip(!canCapture, "no packet capture on this machine");
    const response = await server.fetch(`/api/labs/${key.lab}/capture.pcapng`, { key });
    expect(response.headers.get("content-type")).toBe("application/x-pcapng");
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename=sockpit-${key.lab}.pcapng`,
    );
  });
});
