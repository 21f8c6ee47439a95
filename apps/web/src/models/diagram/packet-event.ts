import type { TracedData } from "@sockpit/protocol";

interface PacketEnd {
  host: string;
  port?: number | undefined;
}

interface TcpOption {
  kind: string;
  value?: number | undefined;
  echo?: number | undefined;
}

interface TcpFacts {
  seq: number;
  ack: number;
  relativeSeq: number;
  relativeAck?: number | null | undefined;
  flags: readonly string[];
  windowBytes: number;
  mssBytes?: number | undefined;
  options: readonly TcpOption[];
  payloadBytes: number;
  notes: readonly string[];
}

/** A packet as the lab captured it: what the page reads of the protocol's event. */
export interface PacketEvent {
  event: "packet";
  seq: number;
  at: number;
  packet: number;
  lengthBytes: number;
  source: PacketEnd;
  destination: PacketEnd;
  from: string | null;
  to: string | null;
  protocol: string;
  /** The connection, or the two ends, that it belongs to. */
  stream?: number | undefined;
  tcp?: TcpFacts | undefined;
  udp?: { payloadBytes: number } | undefined;
  icmp?: { type: number; code: number; name: string } | undefined;
  data?: TracedData | undefined;
}
