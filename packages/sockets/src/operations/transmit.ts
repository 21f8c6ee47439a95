import { limits } from "@sockpit/protocol";
import { messageFlags, pollEvents } from "../constants.js";
import type { FdOperation } from "../held-fd.js";
import { PENDING } from "../readiness/run-call.js";
import { EPOLLOUT } from "../system/epoll-calls.js";
import { BLOCKED, unlessBlocked } from "../system/libc.js";
import { pollNow } from "../system/poll-calls.js";
import { send, sendto } from "../system/socket-calls.js";

/** What a sending call needs to know. */
export interface Sending {
  readonly fd: number;
  readonly data: Uint8Array;
  /** Message flags as bits. MSG_NOSIGNAL is added: EPIPE comes as an error only. */
  readonly flags: number;
  /** The name that errors carry, where it is not the call's own: `sendmsg`. */
  readonly syscall?: string;
}

/** send(2): as many bytes as the kernel takes. */
export function sendOperation({ fd, data, flags, syscall = "send" }: Sending): FdOperation<number> {
  return {
    syscall,
    interest: EPOLLOUT,
    attempt: () => pendingWhereBlocked(transmit(syscall, { fd, data, flags })),
  };
}

/** sendto(2) with an encoded address. */
export function sendToOperation(
  { fd, data, flags, syscall = "sendto" }: Sending,
  sockaddr: Uint8Array,
): FdOperation<number> {
  const bits = flags | messageFlags.MSG_NOSIGNAL;
  return {
    syscall,
    interest: EPOLLOUT,
    attempt: () =>
      pendingWhereBlocked(
        unlessBlocked(syscall, () => sendto(fd, data, data.length, bits, sockaddr, sockaddr.length)),
      ),
  };
}

/** Takes bytes piece by piece until all are sent. A datagram goes whole or not at all. */
class Outflow {
  readonly #sending: Sending;
  readonly #sliceBytes: number;
  movedBytes = 0;

  constructor(sending: Sending, isStream: boolean) {
    this.#sending = sending;
    this.#sliceBytes = isStream ? limits.dataBytes : sending.data.length;
  }

  /** True once all are sent, false where the kernel takes no more now. */
  flow(): boolean {
    const { data, syscall = "send" } = this.#sending;
    do {
      const slice = data.subarray(this.movedBytes, this.movedBytes + this.#sliceBytes);
      const count = transmit(syscall, { ...this.#sending, data: slice });
      if (count === BLOCKED) return false;
      this.movedBytes += count;
    } while (this.movedBytes < data.length);
    return true;
  }
}

/** send(2) until every byte is taken. */
export class SendAllOperation implements FdOperation<undefined> {
  readonly syscall = "send";
  readonly interest = EPOLLOUT;
  readonly #outflow: Outflow;

  constructor(sending: Sending, isStream: boolean) {
    this.#outflow = new Outflow(sending, isStream);
  }

  get movedBytes(): number {
    return this.#outflow.movedBytes;
  }

  attempt(): undefined | typeof PENDING {
    return this.#outflow.flow() ? undefined : PENDING;
  }
}

/**
 * send(2) as a blocking stream socket does it: waits until every byte is taken. What ends the wait early, an
 * interruption or an error, leaves the number of bytes taken so far; the next call meets the error.
 */
export class BlockingSendOperation implements FdOperation<number> {
  readonly syscall: string;
  readonly interest = EPOLLOUT;
  readonly #fd: number;
  readonly #outflow: Outflow;

  constructor(sending: Sending) {
    this.syscall = sending.syscall ?? "send";
    this.#fd = sending.fd;
    this.#outflow = new Outflow(sending, true);
  }

  get movedBytes(): number {
    return this.#outflow.movedBytes;
  }

  attempt(): number | typeof PENDING {
    if (this.movedBytes > 0 && hasError(this.#fd)) return this.movedBytes;
    try {
      return this.#outflow.flow() ? this.movedBytes : PENDING;
    } catch (error) {
      if (this.movedBytes === 0) throw error;
      return this.movedBytes;
    }
  }

  partial(): number | undefined {
    return this.movedBytes > 0 ? this.movedBytes : undefined;
  }
}

/** Whether an error waits for the next call, which poll(2) tells without taking it. */
function hasError(fd: number): boolean {
  return ((pollNow([{ fd, events: 0 }])[0] ?? 0) & pollEvents.POLLERR) !== 0;
}

function transmit(syscall: string, { fd, data, flags }: Sending): number {
  return unlessBlocked(syscall, () => send(fd, data, data.length, flags | messageFlags.MSG_NOSIGNAL));
}

function pendingWhereBlocked(count: number): number | typeof PENDING {
  return count === BLOCKED ? PENDING : count;
}
