import type { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import * as ws from "ws";
import { MessageReader } from "./message-reader.js";

const MAX_BYTES = 200_000;
const MASK = [0x37, 0xfa, 0x21, 0x3d];

/** What came of a client's bytes: messages, pings, pongs, and how it ended. */
type Outcome = readonly string[];

type WsReceiver = new (options: object) => Writable;
const { Receiver } = ws as unknown as { Receiver: WsReceiver };

function describeBytes(kind: string, bytes: Uint8Array): string {
  return `${kind} ${bytes.length} ${Buffer.from(bytes).toString("base64").slice(0, 40)}`;
}

/** The receiver of ws, as a connection uses it. */
function openWs(outcome: string[], takeMessage: (bytes: Uint8Array, isText: boolean) => void): Writable {
  const receiver = new Receiver({
    isServer: true,
    maxPayload: MAX_BYTES,
    maxFragments: 100,
    allowSynchronousEvents: true,
  });
  receiver.on("message", (data: Buffer, isBinary: boolean) => takeMessage(data, !isBinary));
  receiver.on("ping", (data: Buffer) => outcome.push(describeBytes("ping", data)));
  receiver.on("pong", (data: Buffer) => outcome.push(describeBytes("pong", data)));
  receiver.on("conclude", (code: number, reason: Buffer) => outcome.push(`close ${code} ${reason}`));
  receiver.on("error", (error: Error & { code?: string }) => outcome.push(`error ${error.code}`));
  return receiver;
}

/** After all that the receiver does later. */
const afterTicks = () => new Promise<void>((resolve) => setImmediate(resolve));

async function byWs(stream: Buffer): Promise<Outcome> {
  const outcome: string[] = [];
  const take = (bytes: Uint8Array, isText: boolean) =>
    outcome.push(describeBytes(isText ? "text" : "binary", bytes));
  // It unmasks in place.
  openWs(outcome, take).write(Buffer.from(stream));
  await afterTicks();
  return outcome;
}

/** Gives the stream to a reader in pieces, in memory that is overwritten after each, and pauses before every third message. */
async function byReader(stream: Buffer, sizes: () => number): Promise<Outcome> {
  const outcome: string[] = [];
  let asked = 0;
  const receiver = openWs(outcome, (bytes, isText) => reader.takeFromWs(bytes, isText));
  let isOpen = true;
  receiver.on("error", () => {
    isOpen = false;
  });
  receiver.on("conclude", () => {
    isOpen = false;
  });
  const reader = new MessageReader({
    maxBytes: MAX_BYTES,
    isPaused: () => {
      asked += 1;
      return asked % 3 === 0;
    },
    take: (bytes, isText) => outcome.push(describeBytes(isText ? "text" : "binary", bytes)),
    giveToWs: (bytes) => {
      if (isOpen) receiver.write(bytes);
    },
  });
  const memory = Buffer.alloc(stream.length);
  for (let at = 0; at < stream.length; ) {
    const end = Math.min(stream.length, at + sizes());
    const piece = memory.subarray(0, end - at);
    stream.copy(piece, 0, at, end);
    reader.read(piece);
    piece.fill(0xee);
    at = end;
    reader.goOn();
  }
  for (let left = 2000; left > 0; left -= 1) reader.goOn();
  await afterTicks();
  return outcome;
}

interface FrameOptions {
  readonly isFinal?: boolean;
  readonly reserved?: number;
  readonly isMasked?: boolean;
}

const opcode = { continuation: 0, text: 1, binary: 2, reserved: 3, close: 8, ping: 9, pong: 10 } as const;

function frame(
  kind: keyof typeof opcode,
  payload: Buffer,
  { isFinal = true, reserved = 0, isMasked = true }: FrameOptions = {},
): Buffer {
  const { length } = payload;
  const mask = isMasked ? 0x80 : 0;
  const first = (isFinal ? 0x80 : 0) | (reserved << 4) | opcode[kind];
  const size =
    length < 126
      ? [mask | length]
      : length <= 0xffff
        ? [mask | 126, length >> 8, length & 0xff]
        : [mask | 127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff];
  const masked = isMasked ? payload.map((byte, at) => byte ^ (MASK[at % 4] ?? 0)) : payload;
  return Buffer.concat([Buffer.from([first, ...size, ...(isMasked ? MASK : [])]), masked]);
}

/** Numbers that look random, the same ones each time. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const some = (length: number) => Buffer.from(Array.from({ length }, (_, at) => (at * 31 + length) & 0xff));
const words = (length: number) => Buffer.from("é€😀a".repeat(Math.ceil(length / 10)));

const small = [frame("text", Buffer.from('{"id":1}')), frame("binary", some(5)), frame("binary", some(0))];
const streams: Record<string, Buffer[]> = {
  "messages of every length field": [
    ...[0, 1, 125, 126, 127, 65_535, 65_536, 150_000].map((length) => frame("binary", some(length))),
    frame("text", words(70_000)),
    ...small,
  ],
  "fragments with pings between them": [
    ...small,
    frame("text", Buffer.from([0xe2]), { isFinal: false }),
    frame("ping", Buffer.from("here?")),
    frame("continuation", Buffer.from([0x82, 0xac]), { isFinal: false }),
    frame("pong", Buffer.alloc(0)),
    frame("continuation", Buffer.from("!")),
    ...small,
    frame("binary", some(300), { isFinal: false }),
    frame("continuation", some(0)),
    ...small,
  ],
  "a close": [...small, frame("close", Buffer.from([0x03, 0xe8, 0x62, 0x79, 0x65])), ...small],
  "a close without a reason": [frame("close", Buffer.alloc(0)), ...small],
  "a close of one byte": [frame("close", Buffer.from([1])), ...small],
  "reserved bits": [...small, frame("text", Buffer.from("a"), { reserved: 4 }), ...small],
  "no mask": [...small, frame("binary", some(9), { isMasked: false }), ...small],
  "an unknown opcode": [...small, frame("reserved", some(9)), ...small],
  "a continuation of nothing": [...small, frame("continuation", some(9)), ...small],
  "a message within a message": [frame("text", words(20), { isFinal: false }), ...small],
  "a ping in two parts": [frame("ping", some(9), { isFinal: false }), ...small],
  "a ping that is too long": [frame("ping", some(126)), ...small],
  "text that is not UTF-8": [...small, frame("text", some(200)), ...small],
  "text that is cut off within a character": [frame("text", Buffer.from([0x61, 0xe2, 0x82])), ...small],
  "fragments that are not UTF-8": [
    frame("text", Buffer.from([0xff]), { isFinal: false }),
    frame("continuation", some(3)),
    ...small,
  ],
  "a message that is too long": [...small, frame("binary", some(MAX_BYTES + 1)), ...small],
  "fragments that are too long together": [
    frame("binary", some(MAX_BYTES - 10), { isFinal: false }),
    frame("continuation", some(20)),
    ...small,
  ],
  "too many fragments": [
    frame("binary", some(1), { isFinal: false }),
    ...Array.from({ length: 101 }, () => frame("continuation", some(1), { isFinal: false })),
    frame("continuation", some(1)),
    ...small,
  ],
};

describe("What a reader makes of a client's frames is what ws makes of them", () => {
  test.each(Object.keys(streams))("%s", async (name) => {
    const stream = Buffer.concat(streams[name] ?? []);
    const expected = await byWs(stream);
    expect(await byReader(stream, () => stream.length)).toEqual(expected);
    if (stream.length < 5000) expect(await byReader(stream, () => 1)).toEqual(expected);
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = randomFrom(seed);
      const longest = [7, 100, 70_000][seed % 3] ?? 1;
      if (stream.length / longest > 20_000) continue;
      expect(await byReader(stream, () => 1 + random(longest)), `seed ${seed}`).toEqual(expected);
    }
  });
});

test("A reader holds what has come of a message, not what was announced", () => {
  const reader = new MessageReader({
    maxBytes: MAX_BYTES,
    isPaused: () => false,
    take: () => undefined,
    giveToWs: () => undefined,
  });
  const message = frame("binary", some(150_000));
  reader.read(message.subarray(0, 14));
  expect(reader.heldBytes).toBe(0);
  reader.read(Buffer.from(message.subarray(14, 1014)));
  expect(reader.unfinishedBytes).toBe(1000);
  expect(reader.heldBytes).toBeLessThanOrEqual(2000);
  reader.read(Buffer.from(message.subarray(1014)));
  expect(reader.heldBytes).toBe(0);
});
