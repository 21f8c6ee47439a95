import { formatIPv6 } from "../address/ipv6.js";

/** What a neighbour solicitation or advertisement says: RFC 4861 §4.3, §4.4. */
export interface NeighbourMessage {
  /** The address that is asked for, or whose link-layer address is given. */
  readonly target: string;
  /** The link-layer address of the sender, in a solicitation, or of the target; absent where there is none. */
  readonly mac?: string;
}

const SOLICITATION = 135;
const ADVERTISEMENT = 136;

/** From the ICMPv6 header on: type, code, checksum, flags, then the target. */
const TARGET_OFFSET = 8;
const OPTIONS_OFFSET = 24;

/** RFC 4861 §4.6.1. Lengths are in units of 8 bytes. */
const SOURCE_ADDRESS = 1;
const TARGET_ADDRESS = 2;
const UNIT_BYTES = 8;
const MAC_BYTES = 6;

export function formatMac(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(":");
}

/** Reads from the ICMPv6 header on; null for other messages, and for what is cut short. */
export function decodeNeighbour(type: number, message: Uint8Array): NeighbourMessage | null {
  const isAsking = type === SOLICITATION;
  if ((!isAsking && type !== ADVERTISEMENT) || message.length < OPTIONS_OFFSET) return null;
  const target = formatIPv6(message.subarray(TARGET_OFFSET, OPTIONS_OFFSET));
  const wanted = isAsking ? SOURCE_ADDRESS : TARGET_ADDRESS;
  for (let at = OPTIONS_OFFSET; at + UNIT_BYTES <= message.length; ) {
    const lengthBytes = (message[at + 1] ?? 0) * UNIT_BYTES;
    if (lengthBytes === 0) break;
    if (message[at] === wanted)
      return { target, mac: formatMac(message.subarray(at + 2, at + 2 + MAC_BYTES)) };
    at += lengthBytes;
  }
  return { target };
}
