import { limits } from "@sockpit/protocol";
import type { KeptPacket } from "./kept-packet.js";

/** How far the list of packets outgrows what is kept before it is cut, so that cutting is rare. */
const SLACK = 1024;

/** The newest packets of a lab, bounded in number and in bytes; the oldest go first. */
export class PacketRing {
  #packets: (KeptPacket | undefined)[] = [];
  /** The first that is there: the places before it are empty, and wait to be cut. */
  #start = 0;
  #bytes = 0;
  #evicted = 0;

  /** Packets that went to make room. */
  get evicted(): number {
    return this.#evicted;
  }

  /** Keeps the packet, whose bytes must stay as they are. */
  add(packet: KeptPacket): void {
    this.#packets.push(packet);
    this.#bytes += packet.bytes.length;
    while (this.#packets.length - this.#start > limits.capturePackets || this.#bytes > limits.captureBytes) {
      this.#bytes -= this.#packets[this.#start]?.bytes.length ?? 0;
      this.#packets[this.#start] = undefined;
      this.#start += 1;
      this.#evicted += 1;
    }
    if (this.#start < SLACK) return;
    this.#packets = this.#packets.slice(this.#start);
    this.#start = 0;
  }

  /** Oldest first. */
  packets(): KeptPacket[] {
    return this.#packets.filter((packet) => packet !== undefined);
  }
}
