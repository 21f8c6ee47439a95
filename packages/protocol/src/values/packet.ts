import { z } from "zod";
import { StreamNumber } from "./stream.js";
import { TcpFlag } from "./tcp-flag.js";
import { TlsPart } from "./tls-record.js";
import { TracedData } from "./traced-data.js";
import { HostName, OnWire } from "./wire.js";

/** One end of a packet, as the programs name it. */
const PacketEnd = z.strictObject({
  host: z.string().describe("The address."),
  port: z
    .int()
    .optional()
    .describe("The port; absent for ICMP, and in a fragment whose first part is unknown."),
});
export type PacketEnd = z.infer<typeof PacketEnd>;

/**
 * What a segment means in its connection, named as Wireshark names it, in kebab-case. `rto` and `tail-loss-probe` stand beside
 * `retransmission` or `spurious-retransmission`, and say why it was sent again: RFC 6298, RFC 8985 §7. `out-of-order` is in records of
 * older servers: packets are seen as they leave their senders, and it is arrivals that are out of order, which `packetLeft` says.
 */
export const PacketNote = z.enum([
  "retransmission",
  "rto",
  "tail-loss-probe",
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
  z.strictObject({
    kind: z.literal("MSS"),
    value: z.int().describe("Largest segment that this side takes, in bytes."),
  }),
  z.strictObject({
    kind: z.literal("WINDOW-SCALE"),
    value: z.int().describe("The shift: windows of this side count 2^value bytes."),
  }),
  z.strictObject({ kind: z.literal("SACK-PERMITTED") }),
  z.strictObject({
    kind: z.literal("SACK"),
    blocks: z.array(z.tuple([u32, u32])).describe("Pairs of left and right edge: sequence numbers."),
  }),
  z.strictObject({
    kind: z.literal("TIMESTAMPS"),
    value: u32.describe("The sender's timestamp clock: TSval."),
    echo: u32.describe("The peer's timestamp that this one answers: TSecr."),
  }),
  z.strictObject({ kind: z.literal("FAST-OPEN"), bytes: z.int().describe("Bytes of the cookie.") }),
  z.strictObject({
    kind: z.literal("OTHER"),
    number: z.int().describe("The option's kind: IANA's number."),
    bytes: z.int().describe("Bytes of its value."),
  }),
]);
export type TcpOption = z.infer<typeof TcpOption>;

const TcpPart = z.strictObject({
  seq: u32.describe("Sequence number."),
  ack: u32.describe("Acknowledgement number; 0 where ACK is not set."),
  relativeSeq: z
    .int()
    .describe(
      "Sequence number from the sender's initial one, which is 0: the SYN's own, or where the capture saw it first.",
    ),
  relativeAck: z
    .int()
    .nullable()
    .describe("Acknowledgement number, counted the same way; null where ACK is not set."),
  flags: z.array(TcpFlag).describe("The flags that are set: RFC 9293 §3.1."),
  windowBytes: z
    .int()
    .describe("Bytes that the sender is ready to receive; scaled where the scale is known, from the SYN on."),
  mssBytes: z
    .int()
    .optional()
    .describe("Largest segment that the sender takes, in bytes; of a SYN with the MSS option."),
  options: z.array(TcpOption).describe("Options: RFC 9293 §3.2, RFC 7323, RFC 2018, RFC 7413."),
  payloadBytes: z.int().describe("Bytes of data."),
  notes: z
    .array(PacketNote)
    .describe(
      "What the segment means in its connection, as Wireshark names it; `rto` and `tail-loss-probe` say why one was sent again. `out-of-order` is in records of older servers only: see `isOutOfOrder` of `packetLeft`.",
    ),
});

/** The datagram that an ICMP error is about. */
const IcmpSubject = z.strictObject({
  protocol: z.string().describe("Its protocol."),
  source: PacketEnd.describe("Who sent it."),
  destination: PacketEnd.describe("Where it was going."),
});

const IcmpPart = z.strictObject({
  type: z.int().describe("ICMP type: RFC 792, RFC 4443."),
  code: z.int().describe("ICMP code."),
  name: z.string().describe("Both in words: `port-unreachable`."),
  about: IcmpSubject.optional().describe("Of an error: the datagram that it is about."),
  neighbour: z
    .strictObject({
      target: z.string().describe("The address that is asked for, or that answers."),
      mac: z
        .string()
        .optional()
        .describe("The MAC address: of the sender in a solicitation, of `target` in an advertisement."),
    })
    .optional()
    .describe("Of neighbour solicitations and advertisements, which are IPv6's ARP: RFC 4861."),
});

/** A part of a datagram that did not fit: RFC 791 §2.3, RFC 8200 §4.5. */
const FragmentPart = z.strictObject({
  id: u32.describe("The datagram's identification."),
  offsetBytes: z.int().describe("Where in the datagram this part begins."),
  isMore: z.boolean().describe("Whether another part follows."),
});

/** A packet as it left its sender. */
export const PacketFields = {
  packet: z.int().min(1).describe("The packet's number in its lab, counting up from 1."),
  lengthBytes: z.int().describe("Bytes of the IP datagram: headers and payload."),
  source: PacketEnd.describe("Who sent it."),
  destination: PacketEnd.describe("Where it goes."),
  from: z
    .string()
    .nullable()
    .describe("The `id` of the socket that sent it; null where the capture does not know it."),
  to: z
    .string()
    .nullable()
    .describe("The `id` of the socket that it is for; null where the capture does not know it."),
  call: z.int().min(1).optional().describe("The number of the sender's call that was under way."),
  protocol: z
    .enum(["TCP", "UDP", "ICMP", "ICMPv6", "ARP", "other"])
    .describe("What it carries; ARP is no IP datagram, and there is some on wires of `veth` only."),
  host: HostName.optional().describe("In a lab with a wire: the host within which it passed, over its `lo`."),
  wire: OnWire.optional().describe("In a lab with a wire: of a packet that entered it."),
  stream: StreamNumber.optional().describe(
    "The conversation that it belongs to, of TCP and UDP: `GET /api/labs/:lab/streams/:stream`.",
  ),
  tcp: TcpPart.optional().describe("Of a TCP segment."),
  udp: z
    .strictObject({
      payloadBytes: z.int().describe("Bytes of data."),
      notes: z
        .array(DatagramNote)
        .optional()
        .describe(
          "What became of the datagram: noted where it is certain that its socket dropped it. `droppedPackets` of a socket counts all.",
        ),
    })
    .optional()
    .describe("Of a UDP datagram."),
  icmp: IcmpPart.optional().describe("Of an ICMP message."),
  tls: TlsPart.optional().describe(
    "Of a TCP segment with TLS records, as far as they can be read without keys.",
  ),
  arp: z
    .strictObject({
      isRequest: z.boolean().describe("Who has `destination`? Otherwise: `source` is at `mac`."),
      mac: z.string().describe("The sender's MAC address."),
    })
    .optional()
    .describe("Of an ARP packet: RFC 826."),
  fragment: FragmentPart.optional().describe("Of a part of a datagram."),
  data: TracedData.optional().describe("The beginning of what it carries above TCP, UDP or ICMP."),
} as const;
