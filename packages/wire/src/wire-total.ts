import { limits } from "@sockpit/protocol";

/** What is on several wires together, for which they share bounds. */
export class WireTotal {
  #packets = 0;
  #bytes = 0;

  add(packets: number, bytes: number): void {
    this.#packets += packets;
    this.#bytes += bytes;
  }

  get isOver(): boolean {
    return this.#packets > limits.wirePacketsOfServer || this.#bytes > limits.wireBytesOfServer;
  }
}
