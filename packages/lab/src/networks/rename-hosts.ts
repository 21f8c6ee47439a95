const IPV4_BYTES = 20;
const SOURCE_OFFSET = 12;
const DESTINATION_OFFSET = 16;
const CHECKSUM_OFFSET = 10;
const PROTOCOL_OFFSET = 9;
const ICMP = 1;
const ICMP_HEADER_BYTES = 8;
const ICMP_CHECKSUM_OFFSET = 2;

/**
 * Writes the program's addresses over the kernel's in an IPv4 packet (RFC 791) and in the one that an ICMP error quotes
 * (RFC 792), and mends the checksums of both headers. Those of TCP and UDP are not whole on `lo` anyway.
 */
export function renameHosts(bytes: Uint8Array, toProgram: (host: string) => string): void {
  if (bytes.length < IPV4_BYTES || (bytes[0] ?? 0) >> 4 !== 4) return;
  const headerBytes = ((bytes[0] ?? 0) & 0xf) * 4;
  renameEnds(bytes, headerBytes, toProgram);
  if (bytes[PROTOCOL_OFFSET] !== ICMP || bytes.length < headerBytes + ICMP_HEADER_BYTES) return;
  const icmp = bytes.subarray(headerBytes);
  const quoted = icmp.subarray(ICMP_HEADER_BYTES);
  if (quoted.length >= IPV4_BYTES && (quoted[0] ?? 0) >> 4 === 4) {
    renameEnds(quoted, ((quoted[0] ?? 0) & 0xf) * 4, toProgram);
  }
  writeChecksum(icmp, ICMP_CHECKSUM_OFFSET);
}

function renameEnds(bytes: Uint8Array, headerBytes: number, toProgram: (host: string) => string): void {
  for (const offset of [SOURCE_OFFSET, DESTINATION_OFFSET]) {
    const host = bytes.subarray(offset, offset + 4).join(".");
    bytes.set(toProgram(host).split(".").map(Number), offset);
  }
  writeChecksum(bytes.subarray(0, headerBytes), CHECKSUM_OFFSET);
}

/** RFC 1071. */
function writeChecksum(bytes: Uint8Array, offset: number): void {
  bytes[offset] = 0;
  bytes[offset + 1] = 0;
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  bytes[offset] = (~sum >> 8) & 0xff;
  bytes[offset + 1] = ~sum & 0xff;
}
