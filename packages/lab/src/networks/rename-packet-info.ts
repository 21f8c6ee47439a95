import { inPktinfo } from "@sockpit/sockets";

const { ipi_ifindex, ipi_spec_dst, ipi_addr } = inPktinfo.fields;
/** This side's address, and the destination in the datagram's header: ip(7), IP_PKTINFO. */
const addressFields = { own: ipi_spec_dst, destination: ipi_addr } as const;
const INTERFACE_BYTES = ipi_spec_dst.offset;

/** A copy with its addresses renamed. One that is cut short goes: a part of it would still be the machine's. */
export function renamePacketInfo(
  bytes: Uint8Array,
  rename: (host: string, field: keyof typeof addressFields) => string,
): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  let end = INTERFACE_BYTES;
  for (const name of ["own", "destination"] as const) {
    const address = addressFields[name];
    if (address.offset + address.lengthBytes > copy.length) break;
    const host = address.get(view).join(".");
    address.set(view, rename(host, name).split(".").map(Number));
    end = address.offset + address.lengthBytes;
  }
  return copy.slice(0, end);
}

/** The interface that it names, 0 for none. */
export function packetInfoInterface(bytes: Uint8Array): number {
  if (bytes.length < INTERFACE_BYTES) return 0;
  return ipi_ifindex.get(new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
}
