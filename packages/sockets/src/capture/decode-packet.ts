import { formatIPv4 } from "../address/ipv4.js";
import { formatIPv6 } from "../address/ipv6.js";
import {
  IPPROTO_DSTOPTS,
  IPPROTO_FRAGMENT,
  IPPROTO_HOPOPTS,
  IPPROTO_ROUTING,
} from "../system/linux-constants.js";
import { icmphdr, ip6Ext, ip6Frag, iphdr, ipv6hdr, udphdr } from "../system/packet-structs.js";
import { decodeTcp } from "./decode-tcp.js";
import {
  type DecodedPacket,
  type Fragment,
  type IcmpHeader,
  type IcmpSubject,
  ipProtocols,
  type TcpHeader,
  type UdpHeader,
} from "./decoded-packet.js";
import { icmpName, isIcmpError } from "./icmp-names.js";
import { decodeNeighbour } from "./neighbour.js";

/** What the IP header says, and where the next one begins. */
interface IpHeader {
  readonly version: 4 | 6;
  readonly source: string;
  readonly destination: string;
  readonly protocolNumber: number;
  readonly start: number;
  readonly end: number;
  readonly fragment: Fragment | undefined;
}

const IPV4_BYTES = iphdr.sizeBytes;
const IPV6_BYTES = ipv6hdr.sizeBytes;
const UDP_BYTES = udphdr.sizeBytes;
const ICMP_BYTES = icmphdr.sizeBytes;
const ipv4 = iphdr.fields;
const ipv6 = ipv6hdr.fields;
const { ip6e_nxt, ip6e_len } = ip6Ext.fields;
const { ip6f_offlg, ip6f_ident } = ip6Frag.fields;
/** Ports stand in the same place with TCP. */
const { source: sourcePort, dest: destinationPort } = udphdr.fields;
const PORT_BYTES = udphdr.fields.len.offset;
/** Lengths of extension headers count these. */
const UNIT_BYTES = 8;

/** RFC 8200 §4: hop-by-hop, routing, destination options, all with a length in units of 8 bytes; and the fragment header. */
const lengthyExtensions: ReadonlySet<number> = new Set([IPPROTO_HOPOPTS, IPPROTO_ROUTING, IPPROTO_DSTOPTS]);

const noBytes = new Uint8Array(0);

/** Reads an IP datagram; null where it is none. What is cut off is left out. Bounds are those of `bytes`. */
export function decodePacket(bytes: Uint8Array): DecodedPacket | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ip = decodeIp(bytes, view);
  if (ip === null) return null;
  const { version, source, destination, protocolNumber, start, end, fragment } = ip;
  const { tcp, udp, icmp, payloadStart } = decodeTransport(ip, bytes, view);
  return {
    version,
    source,
    destination,
    protocolNumber,
    lengthBytes: end,
    transportOffset: start,
    fragment,
    tcp,
    udp,
    icmp,
    payload: payloadStart === undefined ? noBytes : bytes.subarray(Math.min(payloadStart, end), end),
  };
}

/** What follows the IP header, and where its payload begins. */
interface Transport {
  readonly tcp?: TcpHeader;
  readonly udp?: UdpHeader;
  readonly icmp?: IcmpHeader;
  readonly payloadStart?: number;
}

function decodeTransport(ip: IpHeader, bytes: Uint8Array, view: DataView): Transport {
  const { protocolNumber, start, fragment } = ip;
  // Only the first fragment holds the header of the transport.
  if (fragment !== undefined && fragment.offsetBytes > 0) return { payloadStart: start };
  if (protocolNumber === ipProtocols.TCP) {
    const decoded = decodeTcp(view, start);
    if (decoded !== null) return { tcp: decoded.tcp, payloadStart: start + decoded.headerBytes };
  }
  if (protocolNumber === ipProtocols.UDP && start + UDP_BYTES <= view.byteLength) {
    const udp = {
      sourcePort: sourcePort.get(view, start),
      destinationPort: destinationPort.get(view, start),
    };
    return { udp, payloadStart: start + UDP_BYTES };
  }
  if (isIcmp(ip) && start + ICMP_BYTES <= view.byteLength) {
    return { icmp: decodeIcmp(ip, bytes, view), payloadStart: start + ICMP_BYTES };
  }
  return {};
}

function isIcmp({ version, protocolNumber }: IpHeader): boolean {
  return protocolNumber === (version === 4 ? ipProtocols.ICMP : ipProtocols.ICMPv6);
}

function decodeIp(bytes: Uint8Array, view: DataView): IpHeader | null {
  if (bytes.length < IPV4_BYTES) return null;
  const version = ipv4._versionAndLength.get(view) >> 4;
  if (version === 4) return decodeIpv4(view);
  return version === 6 && bytes.length >= IPV6_BYTES ? decodeIpv6(view) : null;
}

/** RFC 791 §3.1. */
function decodeIpv4(view: DataView): IpHeader {
  const place = ipv4.frag_off.get(view);
  const offsetBytes = (place & 0x1fff) * 8;
  const isMore = (place & 0x2000) !== 0;
  const total = ipv4.tot_len.get(view);
  return {
    version: 4,
    source: formatIPv4(ipv4.saddr.get(view)),
    destination: formatIPv4(ipv4.daddr.get(view)),
    protocolNumber: ipv4.protocol.get(view),
    start: (ipv4._versionAndLength.get(view) & 0xf) * 4,
    end: total === 0 ? view.byteLength : Math.min(total, view.byteLength),
    fragment: isMore || offsetBytes > 0 ? { id: ipv4.id.get(view), offsetBytes, isMore } : undefined,
  };
}

/** RFC 8200 §3, §4. */
function decodeIpv6(view: DataView): IpHeader {
  const payloadBytes = ipv6.payload_len.get(view);
  let next = ipv6.nexthdr.get(view);
  let start = IPV6_BYTES;
  let fragment: Fragment | undefined;
  while (start + UNIT_BYTES <= view.byteLength) {
    if (lengthyExtensions.has(next)) {
      next = ip6e_nxt.get(view, start);
      start += (ip6e_len.get(view, start) + 1) * UNIT_BYTES;
    } else if (next === IPPROTO_FRAGMENT) {
      const place = ip6f_offlg.get(view, start);
      fragment = {
        id: ip6f_ident.get(view, start),
        offsetBytes: place & 0xfff8,
        isMore: (place & 1) !== 0,
      };
      next = ip6e_nxt.get(view, start);
      start += ip6Frag.sizeBytes;
      if (fragment.offsetBytes > 0) break;
    } else break;
  }
  return {
    version: 6,
    source: formatIPv6(ipv6.saddr.get(view)),
    destination: formatIPv6(ipv6.daddr.get(view)),
    protocolNumber: next,
    start,
    end: payloadBytes === 0 ? view.byteLength : Math.min(IPV6_BYTES + payloadBytes, view.byteLength),
    fragment,
  };
}

function decodeIcmp({ version, start }: IpHeader, bytes: Uint8Array, view: DataView): IcmpHeader {
  const type = icmphdr.fields.type.get(view, start);
  const code = icmphdr.fields.code.get(view, start);
  const name = icmpName(version, { type, code });
  const subject = isIcmpError(version, type) ? decodeSubject(bytes.subarray(start + ICMP_BYTES)) : null;
  const neighbour = version === 6 ? decodeNeighbour(type, bytes.subarray(start)) : null;
  return {
    type,
    code,
    name,
    ...(subject === null ? {} : { subject }),
    ...(neighbour === null ? {} : { neighbour }),
  };
}

const subjectNames: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(ipProtocols).map(([name, number]) => [number, name]),
);

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
    source: { host: ip.source, ...(ends ? { port: sourcePort.get(view, start) } : {}) },
    destination: { host: ip.destination, ...(ends ? { port: destinationPort.get(view, start) } : {}) },
  };
}
