import { CannotRun } from "../exit-status.js";

/** Numbers of link types: www.tcpdump.org/linktypes.html. Each says how many bytes stand before the IP header, or how to find that. */
const ETHERNET = 1;
const headerBytes: Readonly<Record<number, number>> = {
  0: 4,
  108: 4,
  12: 0,
  101: 0,
  228: 0,
  229: 0,
  113: 16,
  276: 20,
};

const ETHERTYPES: ReadonlySet<number> = new Set([0x0800, 0x86dd]);
/** IEEE 802.1Q and 802.1ad: four bytes more. */
const VLAN_TAGS: ReadonlySet<number> = new Set([0x8100, 0x88a8]);

const PCAPNG = 0x0a0d0d0a;
const BYTE_ORDER = 0x1a2b3c4d;
const PCAP = new Set([0xa1b2c3d4, 0xa1b23c4d]);
const INTERFACE = 1;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;

/** Gives the IP packets of a capture: pcapng (draft-ietf-opsawg-pcapng), or the older pcap. What is no IP is passed over. */
export function readCapture(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 24) throw new CannotRun("this is no capture: it has less than 24 bytes");
  if (view.getUint32(0) === PCAPNG) return readPcapng(bytes, view);
  const isLittle = PCAP.has(view.getUint32(0, true));
  if (isLittle || PCAP.has(view.getUint32(0))) return readPcap(bytes, view, isLittle);
  throw new CannotRun("this is no capture: neither pcapng nor pcap begins so");
}

function readPcapng(bytes: Uint8Array, view: DataView): Uint8Array[] {
  const packets: Uint8Array[] = [];
  let isLittle = true;
  let linkTypes: number[] = [];
  for (let at = 0; at + 12 <= bytes.length; ) {
    const type = view.getUint32(at, isLittle);
    if (type === PCAPNG) {
      isLittle = view.getUint32(at + 8, true) === BYTE_ORDER;
      linkTypes = [];
    }
    const length = view.getUint32(at + 4, isLittle);
    if (length < 12 || length % 4 !== 0 || at + length > bytes.length)
      throw new CannotRun(`the capture is damaged at byte ${at}: a block cannot have ${length} bytes`);
    if (type === INTERFACE && length >= 20) linkTypes.push(view.getUint16(at + 8, isLittle));
    else if (type === ENHANCED_PACKET && length >= 32) {
      const linkType = linkTypes[view.getUint32(at + 8, isLittle)] ?? ETHERNET;
      const captured = Math.min(view.getUint32(at + 20, isLittle), length - 32);
      take(packets, bytes.subarray(at + 28, at + 28 + captured), linkType);
    } else if (type === SIMPLE_PACKET && length >= 16) {
      const captured = Math.min(view.getUint32(at + 8, isLittle), length - 16);
      take(packets, bytes.subarray(at + 12, at + 12 + captured), linkTypes[0] ?? ETHERNET);
    }
    at += length;
  }
  return packets;
}

function readPcap(bytes: Uint8Array, view: DataView, isLittle: boolean): Uint8Array[] {
  const packets: Uint8Array[] = [];
  const linkType = view.getUint32(20, isLittle) & 0xffff;
  for (let at = 24; at + 16 <= bytes.length; ) {
    const captured = view.getUint32(at + 8, isLittle);
    if (at + 16 + captured > bytes.length) throw new CannotRun(`the capture is cut at byte ${at}`);
    take(packets, bytes.subarray(at + 16, at + 16 + captured), linkType);
    at += 16 + captured;
  }
  return packets;
}

function take(packets: Uint8Array[], frame: Uint8Array, linkType: number): void {
  const offset = linkType === ETHERNET ? ethernetHeaderBytes(frame) : headerBytes[linkType];
  if (offset !== undefined && frame.length > offset) packets.push(frame.subarray(offset));
}

function ethernetHeaderBytes(frame: Uint8Array): number | undefined {
  const typeAt = (at: number) => ((frame[at] ?? 0) << 8) | (frame[at + 1] ?? 0);
  let at = 12;
  while (VLAN_TAGS.has(typeAt(at))) at += 4;
  return ETHERTYPES.has(typeAt(at)) ? at + 2 : undefined;
}
