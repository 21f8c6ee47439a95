import { type Address, limits } from "@sockpit/protocol";
import { decodeAddress, SOCKADDR_BYTES } from "../address/sockaddr.js";
import { messageFlags } from "../constants.js";
import { type Operation, PENDING } from "../readiness/run-call.js";
import { EPOLLIN } from "../system/epoll-calls.js";
import { BLOCKED, unlessBlocked } from "../system/libc.js";
import { recv, recvfrom } from "../system/socket-calls.js";

/** What a receiving call needs to know. */
export interface Receiving {
  readonly fd: number;
  /** Bytes asked for, within `limits.dataBytes`. */
  readonly lengthBytes: number;
  /** Message flags as bits. */
  readonly flags: number;
  readonly isStream: boolean;
  /**
   * True where nothing more can come, because this side shut reading down. On datagram sockets the kernel
   * wakes a blocking call then and returns nothing, but tells a non-blocking one EAGAIN for ever.
   */
  readonly isShut: () => boolean;
}

/** Where the kernel writes, before the bytes that came are copied out. Used within one attempt only. */
let scratch: Uint8Array | undefined;
const sockaddr = new Uint8Array(SOCKADDR_BYTES);
const sockaddrLength = new Int32Array(1);
const sockaddrLengthBytes = new Uint8Array(sockaddrLength.buffer);

function scratchBytes(): Uint8Array {
  scratch ??= new Uint8Array(limits.dataBytes);
  return scratch;
}

/** Copies out what a call received, and nothing that an earlier call left behind. */
function received(count: number, { lengthBytes, flags, isStream }: Receiving): Uint8Array {
  const length = Math.min(count, lengthBytes);
  // MSG_TRUNC on a stream takes bytes off the queue without writing them anywhere: tcp(7).
  if (isStream && (flags & messageFlags.MSG_TRUNC) !== 0) return new Uint8Array(length);
  return scratchBytes().slice(0, length);
}

/** recv(2). */
export function receiveOperation(receiving: Receiving): Operation<Uint8Array> {
  const { fd, lengthBytes, flags } = receiving;
  return {
    syscall: "recv",
    interest: EPOLLIN,
    attempt: () => {
      // SAFETY: `lengthBytes` is at most the scratch's length.
      const count = unlessBlocked("recv", () => recv(fd, scratchBytes(), lengthBytes, flags));
      if (count !== BLOCKED) return received(count, receiving);
      return receiving.isShut() ? new Uint8Array() : PENDING;
    },
  };
}

/** recvfrom(2). The address is null where the kernel names no sender. */
export function receiveFromOperation(
  receiving: Receiving,
): Operation<{ data: Uint8Array; address: Address | null }> {
  const { fd, lengthBytes, flags } = receiving;
  return {
    syscall: "recvfrom",
    interest: EPOLLIN,
    attempt: () => {
      sockaddrLength[0] = SOCKADDR_BYTES;
      // SAFETY: as in recv; the kernel writes at most SOCKADDR_BYTES of address, and says how many.
      const count = unlessBlocked("recvfrom", () =>
        recvfrom(fd, scratchBytes(), lengthBytes, flags, sockaddr, sockaddrLengthBytes),
      );
      if (count !== BLOCKED) {
        return { data: received(count, receiving), address: decodeAddress(sockaddr, sockaddrLength[0]) };
      }
      return receiving.isShut() ? { data: new Uint8Array(), address: null } : PENDING;
    },
  };
}

/**
 * recv(2) with MSG_WAITALL as a blocking stream socket does it: gathers until all that was asked for is there,
 * the peer has finished or an error comes. An interrupted wait gives what came so far.
 */
export class ReceiveAllOperation implements Operation<Uint8Array> {
  readonly syscall = "recv";
  readonly interest = EPOLLIN;
  readonly #receiving: Receiving;
  readonly #gathered: Uint8Array;
  #movedBytes = 0;

  constructor(receiving: Receiving) {
    this.#receiving = receiving;
    this.#gathered = new Uint8Array(receiving.lengthBytes);
  }

  get movedBytes(): number {
    return this.#movedBytes;
  }

  attempt(): Uint8Array | typeof PENDING {
    const { fd, flags } = this.#receiving;
    for (;;) {
      const room = this.#gathered.subarray(this.#movedBytes);
      let count: number;
      try {
        // SAFETY: `room` ends where `#gathered` ends.
        count = unlessBlocked("recv", () => recv(fd, room, room.length, flags));
      } catch (error) {
        if (this.#movedBytes === 0) throw error;
        return this.#result();
      }
      if (count === BLOCKED) return PENDING;
      this.#movedBytes += count;
      if (count === 0 || this.#movedBytes === this.#gathered.length) return this.#result();
    }
  }

  partial(): Uint8Array | undefined {
    return this.#movedBytes > 0 ? this.#result() : undefined;
  }

  #result(): Uint8Array {
    return this.#gathered.slice(0, this.#movedBytes);
  }
}
