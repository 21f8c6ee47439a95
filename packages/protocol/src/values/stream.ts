import { z } from "zod";
import { Data } from "./data.js";

/** The media type of an answer in MessagePack: RFC 9694 §3, IANA. */
export const MESSAGE_PACK_TYPE = "application/vnd.msgpack";

/** The number of a conversation in its lab, counting up from 1: one TCP connection, or two ends that exchange UDP. */
export const StreamNumber = z.int().min(1);

/** Which of a stream's ends sent something. */
const StreamSide = z.union([z.literal(0), z.literal(1)]);
export type StreamSide = z.infer<typeof StreamSide>;

const StreamEnd = z.strictObject({
  host: z.string(),
  port: z.int(),
  /** `KernelSocket.id`, where the capture knows; else null. */
  socket: z.string().nullable(),
});

/** Bytes in the order of their sequence numbers, each byte once; datagrams one by one. Or a place where bytes are missing. */
const StreamPiece = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("data"),
    from: StreamSide,
    /** The packet that brought them first, when it left, and the sender's call that was under way. */
    packet: z.int().min(1),
    at: z.int().min(0),
    call: z.int().min(1).optional(),
    data: Data,
  }),
  z.strictObject({ kind: z.literal("gap"), from: StreamSide, bytes: z.int().min(1) }),
]);
export type StreamPiece = z.infer<typeof StreamPiece>;

/** What two ends said to each other, as far as its packets are kept. */
export const Stream = z.strictObject({
  stream: StreamNumber,
  protocol: z.enum(["TCP", "UDP"]),
  /** The first is the one that sent the first packet. */
  ends: z.tuple([StreamEnd, StreamEnd]),
  /** In the order in which they passed. */
  pieces: z.array(StreamPiece),
  /** Older packets of this stream that are no longer kept. */
  evictedPackets: z.int().min(0),
  /** Packets of the whole lab that came too fast to be captured: some may be of this stream. */
  lostPackets: z.int().min(0),
});
export type Stream = z.infer<typeof Stream>;
