import type { StreamSide } from "@sockpit/protocol";
import type { RecordedPacket } from "@sockpit/sockets";

/** One end of a stream's packet. */
interface KeptEnd {
  readonly host: string;
  readonly port: number;
  /** `KernelSocket.id`, where it was known as the packet passed. */
  readonly socket: string | null;
}

/** A packet's place in its stream. */
export interface StreamPart {
  readonly stream: number;
  /** 0 for the end that sent the stream's first packet. */
  readonly side: StreamSide;
  /** Which packet of its stream it is, from 1. */
  readonly order: number;
  readonly at: number;
  readonly call: number | undefined;
  readonly source: KeptEnd;
  readonly destination: KeptEnd;
  /** Where its payload belongs: 1 is the first byte of its side, modulo 2^32. Null for a datagram. */
  readonly relativeSeq: number | null;
  /** Where in the packet its payload begins. */
  readonly payloadStart: number;
  readonly payloadBytes: number;
}

/** The parts of one stream by the numbers of their packets, oldest first. */
export type StreamParts = ReadonlyMap<number, StreamPart>;

/** A packet as a lab keeps it: for a capture file, and for its stream where it has one. */
export interface KeptPacket extends RecordedPacket {
  readonly part: StreamPart | null;
}
