import type { LabEventOf, PacketEnd, TcpOption } from "@sockpit/protocol";
import type { DecodedPacket, SegmentMeaning } from "@sockpit/sockets";
import { tracedData } from "../traced-values.js";
import type { Place } from "./conversations.js";

type PacketEvent = Omit<LabEventOf<"packet">, "event" | "seq" | "at">;

/** What the lab found out about a packet beside its own bytes. */
export interface PacketContext {
  readonly packet: number;
  readonly source: PacketEnd;
  readonly destination: PacketEnd;
  readonly from: string | null;
  readonly to: string | null;
  readonly call: number | undefined;
  readonly place: Place | undefined;
  /** A datagram for which its socket had no room. */
  readonly isDropped: boolean;
}

/** The event of a packet, from what was read and what was found out. */
export function packetEvent(decoded: DecodedPacket, context: PacketContext): PacketEvent {
  const { packet, source, destination, from, to, call, place, isDropped } = context;
  const { lengthBytes, fragment, payload } = decoded;
  return {
    packet,
    lengthBytes,
    source,
    destination,
    from,
    to,
    ...(call === undefined ? {} : { call }),
    protocol: protocolOf(decoded),
    ...(place === undefined ? {} : { stream: place.stream }),
    ...tcpPart(decoded, place?.meaning),
    ...(decoded.udp === undefined ? {} : { udp: udpPart(payload.length, isDropped) }),
    ...icmpPart(decoded),
    ...(fragment === undefined ? {} : { fragment }),
    ...(payload.length === 0 || decoded.icmp?.subject !== undefined ? {} : { data: tracedData(payload) }),
  };
}

function protocolOf({ version, protocolNumber }: DecodedPacket): PacketEvent["protocol"] {
  if (protocolNumber === 6) return "TCP";
  if (protocolNumber === 17) return "UDP";
  if (protocolNumber === 1 && version === 4) return "ICMP";
  return protocolNumber === 58 && version === 6 ? "ICMPv6" : "other";
}

function tcpPart(
  { tcp, payload }: DecodedPacket,
  meaning: SegmentMeaning | undefined,
): Pick<PacketEvent, "tcp"> {
  if (tcp === undefined || meaning === undefined) return {};
  const { seq, ack, flags, options } = tcp;
  const { relativeSeq, relativeAck, windowBytes, notes } = meaning;
  const mss = options.find((option): option is TcpOption & { kind: "MSS" } => option.kind === "MSS");
  return {
    tcp: {
      seq,
      ack,
      relativeSeq,
      relativeAck,
      flags: [...flags],
      windowBytes,
      ...(mss === undefined ? {} : { mssBytes: mss.value }),
      options: [...options],
      payloadBytes: payload.length,
      notes,
    },
  };
}

function udpPart(payloadBytes: number, isDropped: boolean): PacketEvent["udp"] {
  return isDropped ? { payloadBytes, notes: ["receive-queue-full"] } : { payloadBytes };
}

function icmpPart({ icmp }: DecodedPacket): Pick<PacketEvent, "icmp"> {
  if (icmp === undefined) return {};
  const { type, code, name, subject } = icmp;
  return { icmp: { type, code, name, ...(subject === undefined ? {} : { about: subject }) } };
}
