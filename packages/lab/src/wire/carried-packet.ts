import { type DecodedPacket, decodeArp, decodePacket } from "@sockpit/sockets";
import type { PacketHead, ShapedPacket } from "@sockpit/wire";
import { protocolOf } from "../capture/packet-event.js";

const noBytes = new Uint8Array(0);

/** One frame on its way from one host to another. */
export class CarriedPacket implements ShapedPacket {
  readonly id: number;
  readonly from: number;
  /** Null where no host has its address. */
  readonly to: number | null;
  /** As the host sent it, in memory of its own. */
  readonly frame: Uint8Array;
  readonly headerBytes: number;
  /** Whether the lab's record has it: in a flood, not all are. */
  isRecorded = false;
  #decoded: DecodedPacket | null | undefined;

  constructor(made: { id: number; from: number; to: number | null; frame: Uint8Array; headerBytes: number }) {
    this.id = made.id;
    this.from = made.from;
    this.to = made.to;
    this.frame = made.frame;
    this.headerBytes = made.headerBytes;
  }

  /** Bytes without a link header. */
  get lengthBytes(): number {
    return this.frame.length - this.headerBytes;
  }

  /** From its IP header on. */
  get bytes(): Uint8Array {
    return this.headerBytes === 0 ? this.frame : this.frame.subarray(this.headerBytes);
  }

  get decoded(): DecodedPacket | null {
    this.#decoded ??= decodePacket(this.bytes);
    return this.#decoded;
  }

  head(): PacketHead {
    const { decoded } = this;
    if (decoded === null) {
      const isArp = this.headerBytes > 0 && decodeArp(this.frame) !== null;
      return { protocol: isArp ? "ARP" : "other", payload: noBytes };
    }
    const { tcp, udp, payload } = decoded;
    const { sourcePort, destinationPort } = tcp ?? udp ?? {};
    return { protocol: protocolOf(decoded), sourcePort, destinationPort, flags: tcp?.flags, payload };
  }

  /** A copy with one bit changed behind the IP header, which a checksum shows; which one follows from a number. */
  corrupted(seed: number): Uint8Array {
    const copy = this.frame.slice();
    const start = this.headerBytes + (this.decoded?.transportOffset ?? 0);
    const bit = seed % Math.max(1, (copy.length - start) * 8);
    const at = start + (bit >> 3);
    if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7));
    return copy;
  }
}
