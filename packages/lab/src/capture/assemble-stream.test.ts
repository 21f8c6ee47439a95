import type { StreamPiece } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { type AssembledStream, assembleStream } from "./assemble-stream.js";
import type { StreamPart } from "./kept-packet.js";
import { pieceWithBytes } from "./placed-piece.js";

const client = { host: "127.0.0.1", port: 36_388, socket: "1" };
const server = { host: "127.0.0.1", port: 8088, socket: "2" };

interface Sent {
  at?: number;
  text?: string;
  isReply?: boolean;
  order?: number;
}

interface SentPart {
  part: StreamPart;
  payload: Uint8Array;
}

const HEADER_BYTES = 40;

function part({ at = 1, text = "", isReply = false, order = 1 }: Sent): SentPart {
  const payload = new TextEncoder().encode(text);
  return {
    part: {
      side: isReply ? 1 : 0,
      order,
      at: 10,
      call: undefined,
      relativeSeq: at,
      payloadStart: HEADER_BYTES,
      payloadBytes: payload.length,
    },
    payload,
  };
}

/** The packets are numbered from 1. */
function streamOf(sent: readonly SentPart[], lostPackets = 0): AssembledStream & { data: StreamPiece[] } {
  const parts = sent.map(({ part }, index) => ({ packet: index + 1, ...part }));
  const stream = assembleStream({ stream: 7, ends: [client, server], parts }, lostPackets);
  const packetOf = (number: number) => {
    const payload = sent[number - 1]?.payload ?? new Uint8Array();
    return Buffer.concat([new Uint8Array(HEADER_BYTES), payload]);
  };
  return { ...stream, data: stream.pieces.map((piece) => pieceWithBytes(piece, packetOf)) };
}

function assemble(...sent: Sent[]) {
  return streamOf(sent.map(part));
}

function shown({ data }: { data: StreamPiece[] }): string[] {
  return data.map((piece) => {
    const side = piece.from === 0 ? ">" : "<";
    return piece.kind === "gap" ? `${side} ${piece.bytes} missing` : `${side} ${text(piece.data)}`;
  });
}

function text(data: Uint8Array): string {
  return new TextDecoder().decode(data);
}

describe("assembleStream", () => {
  it("keeps the order in which both sides spoke", () => {
    const stream = assemble({ text: "hello" }, { text: "hi", isReply: true }, { at: 6, text: "bye" });
    expect(shown(stream)).toEqual(["> hello", "< hi", "> bye"]);
    expect(stream).toMatchObject({ stream: 7, protocol: "TCP", ends: [client, server], evictedPackets: 0 });
  });

  it("takes each byte once, whatever is sent again", () => {
    const again = assemble(
      { text: "abc" },
      { at: 4, text: "def" },
      { text: "abcdefgh" },
      { at: 2, text: "b" },
    );
    expect(shown(again)).toEqual(["> abc", "> def", "> gh"]);
  });

  it("puts segments that came early in their place", () => {
    expect(shown(assemble({ at: 4, text: "def" }, { at: 7, text: "g" }, { at: 1, text: "abc" }))).toEqual([
      "> abc",
      "> def",
      "> g",
    ]);
  });

  it("names a gap where it is, before what follows it", () => {
    const gap = assemble({ text: "abc" }, { at: 14, text: "xyz" }, { text: "ok", isReply: true });
    expect(shown(gap)).toEqual(["> abc", "> 10 missing", "> xyz", "< ok"]);
  });

  it("reports what went at the beginning", () => {
    const late = assemble({ at: 1001, text: "abc", order: 5 });
    expect(shown(late)).toEqual(["> 1000 missing", "> abc"]);
    expect(late.evictedPackets).toBe(4);
  });

  it("distinguishes a gap from a segment that is yet to come", () => {
    const both = assemble({ at: 11, text: "k" }, { at: 21, text: "u" }, { at: 12, text: "lmnopqrst" });
    expect(shown(both)).toEqual(["> 10 missing", "> k", "> lmnopqrst", "> u"]);
  });

  it("orders segments that all came before the first", () => {
    const ahead = Array.from({ length: 500 }, (_, index) => ({ at: 501 - index, text: "x" }));
    const { pieces } = assemble(...ahead);
    expect(pieces).toHaveLength(501);
    expect(shown(assemble(...ahead, { at: 1, text: "y" })).slice(0, 2)).toEqual(["> y", "> x"]);
  });

  it("counts on past 2^32", () => {
    const wrapped = assemble({ at: 2 ** 32 - 1, text: "ab" }, { at: 1, text: "cd" });
    expect(shown(wrapped).slice(1)).toEqual(["> ab", "> cd"]);
  });

  it("keeps datagrams apart, empty ones too", () => {
    const sent = [{ text: "ping" }, { text: "" }, { text: "ping" }, { text: "pong", isReply: true }].map(
      part,
    );
    const datagrams = sent.map((each) => ({ ...each, part: { ...each.part, relativeSeq: null } }));
    const stream = streamOf(datagrams, 3);
    expect(shown(stream)).toEqual(["> ping", "> ", "> ping", "< pong"]);
    expect(stream).toMatchObject({ protocol: "UDP", lostPackets: 3 });
  });
});
