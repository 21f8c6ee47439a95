import { z } from "zod";
import { StreamNumber } from "./stream.js";
import { TracedData } from "./traced-data.js";

/** One end of a packet, as the programs name it. ICMP has no ports, nor has a fragment whose first part is unknown. */
const PacketEnd = z.strictObject({ host: z.string(), port: z.int().optional() });
export type PacketEnd = z.infer<typeof PacketEnd>;

/** RFC 9293 §3.1, from the low bit up; ECE and CWR: RFC 3168, AE: RFC 9768. */
export const TcpFlag = z.enum(["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"]);
export type TcpFlag = z.infer<typeof TcpFlag>;

/** What a segment means in its connection, named as Wireshark names it, in kebab-case. */
export const PacketNote = z.enum([
  "retransmission",
  "fast-retransmission",
  "spurious-retransmission",
  "out-of-order",
  "previous-segment-not-captured",
  "duplicate-ack",
  "zero-window",
  "zero-window-probe",
  "window-full",
  "window-update",
  "keep-alive",
  "keep-alive-ack",
  "reset",
  "port-reused",
]);
export type PacketNote = z.infer<typeof PacketNote>;

/** What became of a datagram where it was going: the socket had no room for it in its receive queue. udp(7). */
export const DatagramNote = z.enum(["receive-queue-full"]);
export type DatagramNote = z.infer<typeof DatagramNote>;

const u32 = z.int().min(0).max(0xffff_ffff);

/** RFC 9293 §3.2, RFC 7323, RFC 2018, RFC 7413. */
const TcpOption = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("MSS"), value: z.int() }),
  /** The shift: windows of this side count 2^value bytes. */
  z.strictObject({ kind: z.literal("WINDOW-SCALE"), value: z.int() }),
  z.strictObject({ kind: z.literal("SACK-PERMITTED") }),
  /** Pairs of left and right edge. */
  z.strictObject({ kind: z.literal("SACK"), blocks: z.array(z.tuple([u32, u32])) }),
  z.strictObject({ kind: z.literal("TIMESTAMPS"), value: u32, echo: u32 }),
  z.strictObject({ kind: z.literal("FAST-OPEN"), bytes: z.int() }),
  z.strictObject({ kind: z.literal("OTHER"), number: z.int(), bytes: z.int() }),
]);
export type TcpOption = z.infer<typeof TcpOption>;

const TcpPart = z.strictObject({
  seq: u32,
  /** 0 where ACK is not set. */
  ack: u32,
  /** From the sender's initial sequence number, which is 0: the SYN's own, or where the capture saw it first. */
  relativeSeq: z.int(),
  /** null where ACK is not set. */
  relativeAck: z.int().nullable(),
  flags: z.array(TcpFlag),
  /** Scaled where the scale is known: from the SYN on. */
  windowBytes: z.int(),
  /** From the SYN's MSS option. */
  mssBytes: z.int().optional(),
  options: z.array(TcpOption),
  payloadBytes: z.int(),
  notes: z.array(PacketNote),
});

/** The datagram that an ICMP error is about. */
const IcmpSubject = z.strictObject({ protocol: z.string(), source: PacketEnd, destination: PacketEnd });

const IcmpPart = z.strictObject({
  type: z.int(),
  code: z.int(),
  /** In words: `port-unreachable`. RFC 792, RFC 4443. */
  name: z.string(),
  about: IcmpSubject.optional(),
});

/** A part of a datagram that did not fit: RFC 791 §2.3, RFC 8200 §4.5. */
const FragmentPart = z.strictObject({
  id: u32,
  offsetBytes: z.int(),
  /** Another part follows. */
  isMore: z.boolean(),
});

/** A packet as it left its sender. */
export const PacketFields = {
  /** Counts up in each lab, from 1. */
  packet: z.int().min(1),
  /** The IP datagram: headers and payload. */
  lengthBytes: z.int(),
  source: PacketEnd,
  destination: PacketEnd,
  /** `KernelSocket.id` of the socket that sent it and of the one it is for, where the capture knows; else null. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** The call of the sender that was under way. */
  call: z.int().min(1).optional(),
  protocol: z.enum(["TCP", "UDP", "ICMP", "ICMPv6", "other"]),
  /** The conversation that it belongs to: `GET /api/labs/:lab/streams/:stream`. TCP and UDP have one. */
  stream: StreamNumber.optional(),
  tcp: TcpPart.optional(),
  /** A datagram that its socket dropped is noted where that is certain; `KernelSocket.droppedPackets` counts all. */
  udp: z.strictObject({ payloadBytes: z.int(), notes: z.array(DatagramNote).optional() }).optional(),
  icmp: IcmpPart.optional(),
  fragment: FragmentPart.optional(),
  /** The beginning of what it carries above TCP, UDP or ICMP. */
  data: TracedData.optional(),
} as const;
