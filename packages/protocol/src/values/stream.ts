import { z } from "zod";
import { Data } from "./data.js";

export const StreamNumber = z
  .int()
  .min(1)
  .describe(
    "A conversation's number in its lab, counting up from 1: one TCP connection, or two ends that exchange UDP.",
  );

const StreamSide = z
  .union([z.literal(0), z.literal(1)])
  .describe("Which of the stream's ends it is of: an index of `ends`.");
export type StreamSide = z.infer<typeof StreamSide>;

const StreamEnd = z.strictObject({
  host: z.string().describe("The address."),
  port: z.int().describe("The port."),
  socket: z.string().nullable().describe("The `id` of its socket; null where the capture does not know it."),
});

/** Bytes in the order of their sequence numbers, each byte once; datagrams one by one. Or a place where bytes are missing. */
const StreamPiece = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("data"),
    from: StreamSide,
    packet: z.int().min(1).describe("The number of the packet that brought the bytes first."),
    at: z.int().min(0).describe("When it left: microseconds since the lab was made."),
    call: z.int().min(1).optional().describe("The number of the sender's call that was under way."),
    data: Data.describe("The bytes."),
  }),
  z.strictObject({
    kind: z.literal("gap"),
    from: StreamSide,
    bytes: z.int().min(1).describe("Bytes that are missing here."),
  }),
]);
export type StreamPiece = z.infer<typeof StreamPiece>;

/** What two ends said to each other, as far as its packets are kept. */
export const Stream = z.strictObject({
  stream: StreamNumber,
  protocol: z.enum(["TCP", "UDP"]).describe("What carried it."),
  ends: z.tuple([StreamEnd, StreamEnd]).describe("Its two ends, the one that sent the first packet first."),
  pieces: z
    .array(StreamPiece)
    .describe(
      "Bytes in the order of their sequence numbers, each byte once; datagrams one by one. Or gaps, where bytes are missing.",
    ),
  evictedPackets: z.int().min(0).describe("Older packets of this stream that are no longer kept."),
  lostPackets: z
    .int()
    .min(0)
    .describe("Packets of the whole lab that came too fast to be captured: some may be of this stream."),
});
export type Stream = z.infer<typeof Stream>;
