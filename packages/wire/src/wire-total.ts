import { limits } from "@sockpit/protocol";

/** What is on several wires together, for which they share bounds. */
export class WireTotal {
  #share = 1;
  #packets = 0;
  #bytes = 0;

  /** What they have of what the wires of a server may carry: above 0, and at most 1. */
  setShare(share: number): void {
    this.#share = share;
  }

  add(packets: number, bytes: number): void {
    this.#packets += packets;
    this.#bytes += bytes;
  }

  get isOver(): boolean {
    const { wirePacketsOfServer, wireBytesOfServer } = limits;
    return this.#packets > wirePacketsOfServer * this.#share || this.#bytes > wireBytesOfServer * this.#share;
  }
}
