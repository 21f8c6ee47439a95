import { Scratch } from "../system/memory.js";
import { SOCKADDR_BYTES } from "../system/structs.js";
import type { Address } from "../types.js";
import { decodeAddress } from "./sockaddr.js";

/** Room for an address that a call writes, and for its length, which says first how much room there is. */
class WrittenAddress {
  readonly bytes = new Uint8Array(SOCKADDR_BYTES);
  readonly #length = new Int32Array(1);
  readonly lengthBytes = new Uint8Array(this.#length.buffer);

  clear(): void {
    this.#length[0] = SOCKADDR_BYTES;
  }

  /** What the kernel wrote; null where that is none. */
  address(): Address | null {
    return decodeAddress(this.bytes, this.#length[0] ?? 0);
  }
}

const room = new Scratch(() => new WrittenAddress());

/**
 * Lends room to accept4(2), getsockname(2), recvfrom(2) and the like.
 * SAFETY: the kernel writes no more of an address than the length says.
 */
export function withRoomForAddress<R>(call: (written: WrittenAddress) => R): R {
  return room.use((written) => {
    written.clear();
    return call(written);
  });
}
