import type { Stream, StreamSide } from "@sockpit/protocol";
import type { RecordedPacket } from "@sockpit/sockets";

type StreamEnd = Stream["ends"][0];

/** A packet's place in its stream. */
export interface StreamPart {
  /** 0 for the end that sent the stream's first packet. */
  readonly side: StreamSide;
  /** Which packet of its stream it is, from 1. */
  readonly order: number;
  readonly at: number;
  readonly call: number | undefined;
  /** Where its payload belongs: 1 is the first byte of its side, modulo 2^32. Null for a datagram. */
  readonly relativeSeq: number | null;
  /** Where in the packet its payload begins. */
  readonly payloadStart: number;
  readonly payloadBytes: number;
}

/** A packet as a lab keeps it: for a capture file, and for its stream where it has one. */
export interface KeptPacket extends Omit<RecordedPacket, "interface"> {
  /** The interface of a capture file that it is on: 0, or in a lab with a wire the place of its sender. Null where it is not for the file. */
  readonly face: number | null;
  /** It passed on a wire, and what becomes of it is put down later: `PacketRing.setFate`. */
  readonly isCarried: boolean;
  readonly part: (StreamPart & KeptEnds & { readonly stream: number }) | null;
}

/** Both ends of a packet, with their sockets where these were known as it passed. */
export interface KeptEnds {
  readonly source: StreamEnd;
  readonly destination: StreamEnd;
}

/** What is kept of a stream. */
export interface KeptStream {
  readonly stream: number;
  readonly ends: Stream["ends"];
  /** One at least, oldest first. */
  readonly parts: readonly NumberedPart[];
}

export interface NumberedPart extends StreamPart {
  readonly packet: number;
}
