import { formatIPv4 } from "../address/ipv4.js";
import { formatIPv6 } from "../address/ipv6.js";
import {
  IPPROTO_DSTOPTS,
  IPPROTO_FRAGMENT,
  IPPROTO_HOPOPTS,
  IPPROTO_ROUTING,
} from "../system/linux-constants.js";
import { decodeTcp } from "./decode-tcp.js";
import {
  type DecodedPacket,
  type Fragment,
  type IcmpHeader,
  type IcmpSubject,
  ipProtocols,
} from "./decoded-packet.js";
import { icmpName, isIcmpError } from "./icmp-names.js";

/** What the IP header says, and where the next one begins. */
interface IpHeader {
  readonly version: 4 | 6;
  readonly source: string;
  readonly destination: string;
  readonly protocolNumber: number;
  readonly start: number;
  readonly end: number;
  readonly fragment?: Fragment;
}

const IPV4_BYTES = 20;
const IPV6_BYTES = 40;
const UDP_BYTES = 8;
/** An ICMP error quotes its datagram after 8 bytes. */
const ICMP_BYTES = 8;
const PORT_BYTES = 4;

/** RFC 8200 §4: hop-by-hop, routing, destination options, all with a length in units of 8 bytes; and the fragment header. */
const lengthyExtensions: ReadonlySet<number> = new Set([IPPROTO_HOPOPTS, IPPROTO_ROUTING, IPPROTO_DSTOPTS]);

const noBytes = new Uint8Array(0);

/** Reads an IP datagram; null where it is none. What is cut off is left out. Bounds are those of `bytes`. */
export function decodePacket(bytes: Uint8Array): DecodedPacket | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ip = decodeIp(bytes, view);
  if (ip === null) return null;
  const { version, source, destination, protocolNumber, start, end } = ip;
  const common = {
    version,
    source,
    destination,
    protocolNumber,
    lengthBytes: end,
    transportOffset: start,
    ...(ip.fragment === undefined ? {} : { fragment: ip.fragment }),
  };
  const rest = (from: number) => bytes.subarray(Math.min(from, end), end);
  // Only the first fragment holds the header of the transport.
  if (ip.fragment !== undefined && ip.fragment.offsetBytes > 0) return { ...common, payload: rest(start) };
  if (protocolNumber === ipProtocols.TCP) {
    const decoded = decodeTcp(view, start);
    if (decoded !== null) return { ...common, tcp: decoded.tcp, payload: rest(start + decoded.headerBytes) };
  }
  if (protocolNumber === ipProtocols.UDP && start + UDP_BYTES <= view.byteLength) {
    const udp = { sourcePort: view.getUint16(start), destinationPort: view.getUint16(start + 2) };
    return { ...common, udp, payload: rest(start + UDP_BYTES) };
  }
  if (isIcmp(ip) && start + ICMP_BYTES <= view.byteLength) {
    return { ...common, icmp: decodeIcmp(ip, bytes, view), payload: rest(start + ICMP_BYTES) };
  }
  return { ...common, payload: noBytes };
}

function isIcmp({ version, protocolNumber }: IpHeader): boolean {
  return protocolNumber === (version === 4 ? ipProtocols.ICMP : ipProtocols.ICMPv6);
}

function decodeIp(bytes: Uint8Array, view: DataView): IpHeader | null {
  if (bytes.length < IPV4_BYTES) return null;
  const version = view.getUint8(0) >> 4;
  if (version === 4) return decodeIpv4(bytes, view);
  return version === 6 && bytes.length >= IPV6_BYTES ? decodeIpv6(bytes, view) : null;
}

/** RFC 791 §3.1. */
function decodeIpv4(bytes: Uint8Array, view: DataView): IpHeader {
  const place = view.getUint16(6);
  const offsetBytes = (place & 0x1fff) * 8;
  const isMore = (place & 0x2000) !== 0;
  const total = view.getUint16(2);
  return {
    version: 4,
    source: formatIPv4(bytes.subarray(12, 16)),
    destination: formatIPv4(bytes.subarray(16, 20)),
    protocolNumber: view.getUint8(9),
    start: (view.getUint8(0) & 0xf) * 4,
    end: total === 0 ? bytes.length : Math.min(total, bytes.length),
    ...(isMore || offsetBytes > 0 ? { fragment: { id: view.getUint16(4), offsetBytes, isMore } } : {}),
  };
}

/** RFC 8200 §3, §4. */
function decodeIpv6(bytes: Uint8Array, view: DataView): IpHeader {
  const payloadBytes = view.getUint16(4);
  let next = view.getUint8(6);
  let start = IPV6_BYTES;
  let fragment: Fragment | undefined;
  while (start + 8 <= bytes.length) {
    if (lengthyExtensions.has(next)) {
      next = view.getUint8(start);
      start += (view.getUint8(start + 1) + 1) * 8;
    } else if (next === IPPROTO_FRAGMENT) {
      const place = view.getUint16(start + 2);
      fragment = { id: view.getUint32(start + 4), offsetBytes: place & 0xfff8, isMore: (place & 1) !== 0 };
      next = view.getUint8(start);
      start += 8;
      if (fragment.offsetBytes > 0) break;
    } else break;
  }
  return {
    version: 6,
    source: formatIPv6(bytes.subarray(8, 24)),
    destination: formatIPv6(bytes.subarray(24, 40)),
    protocolNumber: next,
    start,
    end: payloadBytes === 0 ? bytes.length : Math.min(IPV6_BYTES + payloadBytes, bytes.length),
    ...(fragment === undefined ? {} : { fragment }),
  };
}

function decodeIcmp({ version, start }: IpHeader, bytes: Uint8Array, view: DataView): IcmpHeader {
  const type = view.getUint8(start);
  const code = view.getUint8(start + 1);
  const name = icmpName(version, { type, code });
  const subject = isIcmpError(version, type) ? decodeSubject(bytes.subarray(start + ICMP_BYTES)) : null;
  return { type, code, name, ...(subject === null ? {} : { subject }) };
}

const subjectNames: Readonly<Record<number, string>> = { 1: "ICMP", 6: "TCP", 17: "UDP", 58: "ICMPv6" };

/** The quoted datagram: its IP header, and at least the first 8 bytes of what it carried. */
function decodeSubject(bytes: Uint8Array): IcmpSubject | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ip = decodeIp(bytes, view);
  if (ip === null) return null;
  const { start, protocolNumber } = ip;
  const hasPorts = protocolNumber === ipProtocols.TCP || protocolNumber === ipProtocols.UDP;
  const ends = hasPorts && start + PORT_BYTES <= bytes.length;
  return {
    protocol: subjectNames[protocolNumber] ?? String(protocolNumber),
    source: { host: ip.source, ...(ends ? { port: view.getUint16(start) } : {}) },
    destination: { host: ip.destination, ...(ends ? { port: view.getUint16(start + 2) } : {}) },
  };
}
