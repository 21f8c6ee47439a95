import { icmphdr, iphdr, ipProtocols } from "@sockpit/sockets";

const IPV4_BYTES = iphdr.sizeBytes;
const ICMP_HEADER_BYTES = icmphdr.sizeBytes;
const { _versionAndLength: versionAndLength, protocol, check, saddr, daddr } = iphdr.fields;

/**
 * Writes the program's addresses over the kernel's in an IPv4 packet (RFC 791) and in the one that an ICMP error quotes
 * (RFC 792), and corrects the checksums of both headers. Those of TCP and UDP are not whole on `lo` anyway.
 */
export function renameHosts(bytes: Uint8Array, toProgram: (host: string) => string): void {
  const headerBytes = ipv4HeaderBytes(bytes);
  if (headerBytes === null) return;
  renameEnds(bytes, headerBytes, toProgram);
  const isIcmp = protocol.get(viewOf(bytes)) === ipProtocols.ICMP;
  if (!isIcmp || bytes.length < headerBytes + ICMP_HEADER_BYTES) return;
  const icmp = bytes.subarray(headerBytes);
  const quoted = icmp.subarray(ICMP_HEADER_BYTES);
  const quotedHeaderBytes = ipv4HeaderBytes(quoted);
  if (quotedHeaderBytes !== null) renameEnds(quoted, quotedHeaderBytes, toProgram);
  writeChecksum(icmp, icmphdr.fields.checksum);
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}

/** Null where it is no IPv4 header, or not a whole one. */
function ipv4HeaderBytes(bytes: Uint8Array): number | null {
  if (bytes.length < IPV4_BYTES) return null;
  const first = versionAndLength.get(viewOf(bytes));
  return first >> 4 === 4 ? (first & 0xf) * 4 : null;
}

function renameEnds(bytes: Uint8Array, headerBytes: number, toProgram: (host: string) => string): void {
  const view = viewOf(bytes);
  for (const address of [saddr, daddr]) {
    const host = address.get(view).join(".");
    address.set(view, toProgram(host).split(".").map(Number));
  }
  writeChecksum(bytes.subarray(0, headerBytes), check);
}

/** RFC 1071. */
function writeChecksum(bytes: Uint8Array, field: typeof check): void {
  const view = viewOf(bytes);
  field.set(view, 0);
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  field.set(view, ~sum & 0xffff);
}
