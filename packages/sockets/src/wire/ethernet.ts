import { formatIPv4 } from "../address/ipv4.js";
import { formatMac } from "../capture/neighbour.js";
import { ETH_P_ARP } from "../system/linux-constants.js";
import { etherArp, ethhdr } from "../system/packet-structs.js";

/** Locally administered, and distinguished by its last byte: IEEE 802. */
export function macOf(place: number): Uint8Array {
  return Uint8Array.of(0x02, 0, 0, 0, 0, place + 1);
}

const { h_dest, h_proto } = ethhdr.fields;
const { arp_op, arp_spa, arp_tpa, arp_sha } = etherArp.fields;

const REQUEST = 1;

/** The place of the host whose MAC address a frame names; `others` for broadcast and multicast; null for nobody's. */
export function placeOf(frame: Uint8Array, hosts: number): number | "others" | null {
  if (frame.length < ethhdr.sizeBytes) return null;
  const mac = h_dest.get(new DataView(frame.buffer, frame.byteOffset, frame.byteLength));
  if (((mac[0] ?? 0) & 1) === 1) return "others";
  for (let place = 0; place < hosts; place += 1)
    if (macOf(place).every((byte, index) => byte === mac[index])) return place;
  return null;
}

/** An ARP packet: RFC 826. */
export interface ArpPacket {
  readonly isRequest: boolean;
  readonly source: string;
  readonly destination: string;
  /** The sender's MAC address. */
  readonly mac: string;
}

/** What a frame with ARP says; null for any other. */
export function decodeArp(frame: Uint8Array): ArpPacket | null {
  if (frame.length < ethhdr.sizeBytes + etherArp.sizeBytes) return null;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (h_proto.get(view) !== ETH_P_ARP) return null;
  const start = ethhdr.sizeBytes;
  return {
    isRequest: arp_op.get(view, start) === REQUEST,
    source: formatIPv4(arp_spa.get(view, start)),
    destination: formatIPv4(arp_tpa.get(view, start)),
    mac: formatMac(arp_sha.get(view, start)),
  };
}
