import { decodeAddress } from "../address/sockaddr.js";
import { withRoomForAddress } from "../address/written-address.js";
import type { ReceivedAncillary } from "../ancillary/ancillary.js";
import { takeAncillary } from "../ancillary/incoming.js";
import { bounds } from "../bounds.js";
import { messageFlags, namesOf, type ReceivedFlag, receivedFlags } from "../constants.js";
import type { FdOperation } from "../held-fd.js";
import { PENDING } from "../readiness/run-call.js";
import { EPOLLIN } from "../system/epoll-calls.js";
import { BLOCKED, unlessBlocked } from "../system/libc.js";
import { MSG_CMSG_CLOEXEC } from "../system/linux-constants.js";
import { Scratch } from "../system/memory.js";
import { withIncoming } from "../system/message-header.js";
import { recv, recvfrom, recvmsg } from "../system/socket-calls.js";
import type { Address } from "../types.js";

/** What a receiving call needs to know. */
export interface Receiving {
  readonly fd: number;
  /** Bytes asked for, within `bounds.dataBytes`. */
  readonly lengthBytes: number;
  /** Message flags as bits. */
  readonly flags: number;
  readonly isStream: boolean;
  readonly isTcp: boolean;
  /** MSG_WAITALL where the kernel heeds it: on a stream that blocks. */
  readonly gathers: boolean;
  /** What it takes, as others do: see `Waiter`. */
  readonly line: string | undefined;
  /** Whether the caller takes bytes that are good until the next call, where it need not wait. */
  readonly borrows: boolean;
  /** True where a call that may wait would wait although there are bytes: fewer than SO_RCVLOWAT. */
  readonly isHeldBack: () => boolean;
}

/** What a receiving call gives. */
export interface Received {
  readonly data: Uint8Array;
  /** With MSG_TRUNC, where the datagram was longer than what fits: its whole length. */
  readonly lengthBytes?: number;
  /** Of a datagram that was longer than what fits, and was taken: what is lost. */
  readonly lostBytes?: number;
}

/** Where the kernel writes, before the bytes that came are copied out. */
const scratch = new Scratch(() => new Uint8Array(bounds.dataBytes));

/** What a call received, and nothing that an earlier call left behind: copied out, unless it is borrowed. */
function received(
  bytes: Uint8Array,
  count: number,
  {
    lengthBytes,
    flags,
    isTcp,
    isBorrowed,
  }: Pick<Receiving, "lengthBytes" | "flags" | "isTcp"> & {
    isBorrowed: boolean;
  },
): Received {
  const length = Math.min(count, lengthBytes);
  // MSG_TRUNC on TCP takes bytes off the queue without writing them anywhere: tcp(7).
  if (isTcp && (flags & messageFlags.MSG_TRUNC) !== 0) return { data: new Uint8Array(length) };
  const data = isBorrowed ? bytes.subarray(0, length) : bytes.slice(0, length);
  if (count <= length) return { data };
  const isAsked = (flags & messageFlags.MSG_TRUNC) !== 0;
  const isPeek = (flags & messageFlags.MSG_PEEK) !== 0;
  return {
    data,
    ...(isAsked ? { lengthBytes: count } : {}),
    ...(isPeek ? {} : { lostBytes: count - length }),
  };
}

function copied({ lengthBytes, flags, isTcp }: Receiving) {
  return { lengthBytes, flags, isTcp, isBorrowed: false };
}

/** A datagram is always asked for its whole length, which changes nothing else: MSG_TRUNC in recv(2). */
function kernelFlags({ flags, isStream }: Receiving): number {
  return isStream ? flags : flags | messageFlags.MSG_TRUNC;
}

/** recv(2). */
export function receiveOperation(receiving: Receiving): FdOperation<Received> {
  const { fd, lengthBytes, isTcp } = receiving;
  const flags = kernelFlags(receiving);
  let isBorrowed = receiving.borrows;
  return {
    syscall: "recv",
    interest: EPOLLIN,
    line: receiving.line,
    attempt: () => {
      if (receiving.isHeldBack()) return PENDING;
      return scratch.use((bytes) => {
        // SAFETY: `lengthBytes` is at most the scratch's length.
        const count = unlessBlocked("recv", () => recv(fd, bytes, lengthBytes, flags));
        if (count === BLOCKED) return PENDING;
        return received(bytes, count, { lengthBytes, flags: receiving.flags, isTcp, isBorrowed });
      });
    },
    keep: () => {
      isBorrowed = false;
    },
    whenShut: () => ({ data: new Uint8Array() }),
  };
}

/** recvfrom(2). The address is null where the kernel names no sender. */
export function receiveFromOperation(
  receiving: Receiving,
): FdOperation<Received & { address: Address | null }> {
  const { fd, lengthBytes } = receiving;
  const flags = kernelFlags(receiving);
  return {
    syscall: "recvfrom",
    interest: EPOLLIN,
    line: receiving.line,
    attempt: () => {
      if (receiving.isHeldBack()) return PENDING;
      return scratch.use((bytes) =>
        withRoomForAddress((written) => {
          // SAFETY: as in recv.
          const count = unlessBlocked("recvfrom", () =>
            recvfrom(fd, bytes, lengthBytes, flags, written.bytes, written.lengthBytes),
          );
          if (count === BLOCKED) return PENDING;
          return { ...received(bytes, count, copied(receiving)), address: written.address() };
        }),
      );
    },
    whenShut: () => ({ data: new Uint8Array(), address: null }),
  };
}

/** What recvmsg(2) gives. The caller owns the fds in it. */
export interface ReceivedMessage extends Received {
  readonly address: Address | null;
  readonly flags: ReceivedFlag[];
  readonly ancillary: readonly ReceivedAncillary[];
}

/** recvmsg(2). Fds that come are close-on-exec; those for which `controlBytes` has no room the kernel closes: MSG_CTRUNC. */
export function receiveMessageOperation(
  receiving: Receiving,
  controlBytes: number,
): FdOperation<ReceivedMessage> {
  const { fd, lengthBytes } = receiving;
  const flags = kernelFlags(receiving) | MSG_CMSG_CLOEXEC;
  const isPeeked = (flags & messageFlags.MSG_PEEK) !== 0;
  return {
    syscall: "recvmsg",
    interest: EPOLLIN,
    line: receiving.line,
    attempt: () => {
      if (receiving.isHeldBack()) return PENDING;
      return scratch.use((bytes) =>
        withIncoming({ buffer: bytes, lengthBytes, controlBytes }, (message) => {
          const count = unlessBlocked("recvmsg", () => recvmsg(fd, message.bytes, flags));
          if (count === BLOCKED) return PENDING;
          return {
            ...received(bytes, count, copied(receiving)),
            address: decodeAddress(message.name, message.nameBytes),
            flags: namesOf(receivedFlags, message.flags),
            ancillary: takeAncillary(message.control, isPeeked),
          };
        }),
      );
    },
    whenShut: () => ({ data: new Uint8Array(), address: null, flags: [], ancillary: [] }),
  };
}

/**
 * recv(2) with MSG_WAITALL as a blocking stream socket does it: gathers until all that was asked for is there,
 * the peer has finished or an error comes. An interrupted wait gives what came so far.
 */
export class ReceiveAllOperation implements FdOperation<Received> {
  readonly syscall = "recv";
  readonly interest = EPOLLIN;
  readonly line: string | undefined;
  readonly #receiving: Receiving;
  readonly #gathered: Uint8Array;
  #movedBytes = 0;

  constructor(receiving: Receiving) {
    this.#receiving = receiving;
    this.line = receiving.line;
    this.#gathered = new Uint8Array(receiving.lengthBytes);
  }

  get movedBytes(): number {
    return this.#movedBytes;
  }

  attempt(): Received | typeof PENDING {
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

  partial(): Received | undefined {
    return this.#movedBytes > 0 ? this.#result() : undefined;
  }

  #result(): Received {
    return { data: this.#gathered.slice(0, this.#movedBytes) };
  }
}
