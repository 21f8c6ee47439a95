import { socketConstants } from "../socket-constants.js";
import { IPPROTO_ICMP, IPPROTO_ICMPV6 } from "../system/linux-constants.js";
import type { NeighbourMessage } from "./neighbour.js";

/** RFC 9293 §3.1, from the low bit up; ECE and CWR: RFC 3168, AE: RFC 9768. */
export const tcpFlags = ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"] as const;
export type TcpFlag = (typeof tcpFlags)[number];

/** RFC 9293 §3.2, RFC 7323, RFC 2018, RFC 7413. */
export type TcpOption =
  | { kind: "MSS"; value: number }
  /** The shift: windows of this side count 2^value bytes. */
  | { kind: "WINDOW-SCALE"; value: number }
  | { kind: "SACK-PERMITTED" }
  /** Pairs of left and right edge. */
  | { kind: "SACK"; blocks: [number, number][] }
  | { kind: "TIMESTAMPS"; value: number; echo: number }
  | { kind: "FAST-OPEN"; bytes: number }
  | { kind: "OTHER"; number: number; bytes: number };

/** A TCP header as it stands: nothing is scaled or relative yet. */
export interface TcpHeader {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly seq: number;
  readonly ack: number;
  readonly flags: readonly TcpFlag[];
  readonly window: number;
  readonly options: readonly TcpOption[];
}

export interface UdpHeader {
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** What an ICMP error quotes of the datagram that it is about. */
export interface IcmpSubject {
  readonly protocol: string;
  readonly source: { host: string; port?: number };
  readonly destination: { host: string; port?: number };
}

export interface IcmpHeader {
  readonly type: number;
  readonly code: number;
  readonly name: string;
  readonly subject?: IcmpSubject;
  /** Of neighbour discovery. */
  readonly neighbour?: NeighbourMessage;
}

export interface Fragment {
  readonly id: number;
  readonly offsetBytes: number;
  readonly isMore: boolean;
}

/** One IP datagram, read. `payload` is what stands above the transport header, and shares the packet's memory. */
export interface DecodedPacket {
  readonly version: 4 | 6;
  readonly source: string;
  readonly destination: string;
  readonly protocolNumber: number;
  readonly lengthBytes: number;
  /** Where in the packet the header of the transport begins. */
  readonly transportOffset: number;
  readonly fragment?: Fragment | undefined;
  readonly tcp?: TcpHeader | undefined;
  readonly udp?: UdpHeader | undefined;
  readonly icmp?: IcmpHeader | undefined;
  readonly payload: Uint8Array;
}

/** Assigned protocol numbers (IANA). */
export const ipProtocols = {
  ICMP: IPPROTO_ICMP,
  TCP: socketConstants.IPPROTO_TCP,
  UDP: socketConstants.IPPROTO_UDP,
  ICMPv6: IPPROTO_ICMPV6,
} as const;
