import { decodeBinary, decodeJson, Stream } from "@sockpit/protocol";
import { expect, it } from "vitest";
import type { AssembledStream } from "./assemble-stream.js";
import { encodeStream } from "./encode-stream.js";
import { pieceWithBytes } from "./placed-piece.js";

const COUNT = 250;
const bytesOf = (packet: number) => new Uint8Array(1000).fill(packet);

const stream: AssembledStream = {
  stream: 3,
  protocol: "TCP",
  ends: [
    { host: "127.0.0.1", port: 40_000, socket: "1" },
    { host: "127.0.0.1", port: 8088, socket: null },
  ],
  pieces: Array.from({ length: COUNT }, (_, index) => {
    const [packet, call] = [index + 1, index % 3 === 0 ? index + 1 : undefined];
    return { kind: "data", from: 0, packet, at: index, call, start: 40, bytes: 960 };
  }),
  evictedPackets: 2,
  lostPackets: 1,
};

const whole = Stream.parse({
  ...stream,
  pieces: stream.pieces.map((piece) => pieceWithBytes(piece, bytesOf)),
});

it("A stream is encoded in pieces, which are its JSON", () => {
  const pieces = [...encodeStream(stream, "json", bytesOf)];
  expect(pieces.length).toBeGreaterThan(3);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(72 * 1024);
  expect(Stream.parse(decodeJson(Buffer.concat(pieces).toString()))).toEqual(whole);
});

it("A stream is encoded in pieces, which are its MessagePack", () => {
  const pieces = [...encodeStream(stream, "messagePack", bytesOf)];
  expect(pieces.length).toBeGreaterThan(3);
  expect(Stream.parse(decodeBinary(Uint8Array.from(Buffer.concat(pieces))))).toEqual(whole);
});

it("A stream without pieces is whole in both forms", () => {
  const empty = { ...stream, pieces: [] };
  const [json, binary] = (["json", "messagePack"] as const).map((form) =>
    Buffer.concat([...encodeStream(empty, form, bytesOf)]),
  );
  expect(decodeJson(String(json))).toEqual(empty);
  expect(decodeBinary(binary ?? new Uint8Array())).toEqual(empty);
});

it("Bytes that go while a stream is encoded are reported as a gap", () => {
  let gone = 0;
  const pieces = encodeStream(stream, "json", (packet) => (packet <= gone ? undefined : bytesOf(packet)));
  const first = pieces.next().value ?? new Uint8Array();
  gone = COUNT;
  const read = Stream.parse(decodeJson(Buffer.concat([first, ...pieces]).toString()));
  expect(read.pieces).toHaveLength(COUNT);
  expect(read.pieces[0]).toMatchObject({ kind: "data" });
  expect(read.pieces.at(-1)).toEqual({ kind: "gap", from: 0, bytes: 960 });
});
