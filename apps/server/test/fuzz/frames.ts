import { once } from "node:events";
import { connect } from "node:net";
import type { LabKey } from "@sockpit/client";
import { ReplyMessage } from "@sockpit/protocol";
import { type Random, webSocketHandshake } from "@sockpit/testing";
import { expect } from "vitest";
import type { Server } from "../support.js";

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
/** Close codes of RFC 6455 §7.4.1 for what a client did wrong, and 1000 and 1005 where it closed itself. */
const closeCodes = [1000, 1002, 1005, 1007, 1008, 1009];

/** Sends frames that RFC 6455 mostly forbids, over a connection of their own: it is closed with a code, or frames are answered. */
export async function sendFuzzedFrames(server: Server, key: LabKey, random: Random): Promise<void> {
  const tcp = connect(server.port, "127.0.0.1");
  tcp.on("error", () => undefined);
  const chunks: Buffer[] = [];
  tcp.on("data", (chunk: Buffer) => chunks.push(chunk));
  tcp.write(webSocketHandshake(server.port, key));
  await once(tcp, "data");
  tcp.end(Buffer.concat(Array.from({ length: 1 + random.below(3) }, () => fuzzedFrame(random))));
  await once(tcp, "close");
  const received = Buffer.concat(chunks);
  expect(received.subarray(0, 13).toString()).toBe("HTTP/1.1 101 ");
  checkFrames(received.subarray(received.indexOf("\r\n\r\n") + 4));
}

/** Opcode, reserved bits, mask and length at random: RFC 6455 §5.2. */
function fuzzedFrame(random: Random): Buffer {
  const payload = Buffer.from(Array.from({ length: random.below(40) }, () => random.below(256)));
  const isMasked = random.chance(0.8);
  const announced = random.chance(0.7) ? payload.length : random.below(128);
  const opcode = random.chance(0.6) ? random.pick([0, TEXT, BINARY, CLOSE, 9, 10]) : random.below(16);
  const first = (random.chance(0.8) ? 0x80 : 0) | (random.chance(0.9) ? 0 : random.below(8) << 4) | opcode;
  const mask = isMasked ? [0, 0, 0, 0] : [];
  return Buffer.concat([Buffer.from([first, (isMasked ? 0x80 : 0) | announced, ...mask]), payload]);
}

function checkFrames(bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) {
    const opcode = (bytes[at] ?? 0) & 0x0f;
    const short = bytes[at + 1] ?? 0;
    const isLong = short === 126;
    const start = at + (isLong ? 4 : 2);
    const end = start + (isLong ? bytes.readUInt16BE(at + 2) : short);
    const payload = bytes.subarray(start, end);
    if (opcode === CLOSE && payload.length > 0) expect(closeCodes).toContain(payload.readUInt16BE(0));
    if (opcode === TEXT) {
      const reply = ReplyMessage.parse(JSON.parse(payload.toString()));
      expect(reply).toMatchObject({ ok: false, error: { kind: "protocol" } });
    }
    at = end;
  }
}
