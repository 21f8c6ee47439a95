import { concatBytes } from "@sockpit/protocol";

/** SAFETY: struct in_pktinfo of ip(7): interface int, then this side's address and the header's destination, four bytes each. */
const INTERFACE_BYTES = 4;
const ADDRESS_BYTES = 4;
const addressFields = ["own", "destination"] as const;

/** A copy with its addresses renamed. One that is cut short goes: a part of it would still be the machine's. */
export function renamePacketInfo(
  bytes: Uint8Array,
  rename: (host: string, field: (typeof addressFields)[number]) => string,
): Uint8Array {
  const parts = [bytes.slice(0, INTERFACE_BYTES)];
  for (const [index, field] of addressFields.entries()) {
    const offset = INTERFACE_BYTES + index * ADDRESS_BYTES;
    const address = bytes.slice(offset, offset + ADDRESS_BYTES);
    if (address.length < ADDRESS_BYTES) break;
    parts.push(Uint8Array.from(rename(address.join("."), field).split("."), Number));
  }
  return concatBytes(parts);
}

/** The interface that it names, 0 for none. */
export function packetInfoInterface(bytes: Uint8Array): number {
  if (bytes.length < INTERFACE_BYTES) return 0;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getInt32(0, true);
}
