import type { TcpFlag, WireCause, WireEffect } from "@sockpit/protocol";

/** What rules can match packets by. */
export interface PacketHead {
  readonly protocol: "TCP" | "UDP" | "ICMP" | "ICMPv6" | "ARP" | "other";
  readonly sourcePort?: number | undefined;
  readonly destinationPort?: number | undefined;
  readonly flags?: readonly TcpFlag[] | undefined;
  readonly payload: Uint8Array;
}

/** A packet as its owner hands it to a shaper. */
export interface ShapedPacket {
  /** Its own on this wire. */
  readonly id: number;
  readonly lengthBytes: number;
  /** Asked for only where there are rules. */
  head(): PacketHead;
}

/** One packet on its way from one host to another. Times are microseconds of the owner's clock. */
export class Passage<P extends ShapedPacket> {
  readonly packet: P;
  readonly direction: number;
  /** Which packet of its direction it is, from 1. */
  readonly order: number;
  readonly enteredUs: number;
  readonly effects = new Set<WireEffect>();
  cause: WireCause | null = null;
  /** A second copy of a packet: the first one says what became of it. */
  readonly isCopy: boolean;
  copies = 0;
  isHeld = false;
  /** Beyond the delay of its direction, where others may pass it. */
  extraUs = 0;
  /** The next one of its direction may pass it. */
  isYielding = false;
  /** When it last began to wait in its direction's queue. */
  queuedUs = 0;
  /** Of a corrupted packet: which bit is changed, a random number. */
  corruptSeed: number | null = null;
  /** Its newest place among those that are under way: an earlier one is out of date. */
  flight = 0;

  constructor(made: {
    packet: P;
    direction: number;
    order: number;
    enteredUs: number;
    isCopy?: boolean;
  }) {
    this.packet = made.packet;
    this.direction = made.direction;
    this.order = made.order;
    this.enteredUs = made.enteredUs;
    this.isCopy = made.isCopy === true;
  }

  copy(): Passage<P> {
    const { packet, direction, order, enteredUs } = this;
    const copy = new Passage<P>({ packet, direction, order, enteredUs, isCopy: true });
    for (const effect of this.effects) copy.effects.add(effect);
    copy.cause = this.cause;
    return copy;
  }
}

/** How a packet left the wire. */
export interface Outcome<P extends ShapedPacket> {
  readonly passage: Passage<P>;
  readonly isDelivered: boolean;
  readonly leftUs: number;
}
