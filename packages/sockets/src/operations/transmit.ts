import { limits } from "@sockpit/protocol";
import { messageFlags } from "../constants.js";
import { type Operation, PENDING } from "../readiness/run-call.js";
import { EPOLLOUT } from "../system/epoll-calls.js";
import { BLOCKED, unlessBlocked } from "../system/libc.js";
import { send, sendto } from "../system/socket-calls.js";

/** What a sending call needs to know. */
export interface Sending {
  readonly fd: number;
  readonly data: Uint8Array;
  /** Message flags as bits. MSG_NOSIGNAL is added: EPIPE comes as an error only. */
  readonly flags: number;
}

/** send(2): as many bytes as the kernel takes. */
export function sendOperation({ fd, data, flags }: Sending): Operation<number> {
  return {
    syscall: "send",
    interest: EPOLLOUT,
    attempt: () => pendingWhereBlocked(transmit(fd, data, flags)),
  };
}

/** sendto(2) with an encoded address. */
export function sendToOperation({ fd, data, flags }: Sending, sockaddr: Uint8Array): Operation<number> {
  const bits = flags | messageFlags.MSG_NOSIGNAL;
  return {
    syscall: "sendto",
    interest: EPOLLOUT,
    attempt: () =>
      pendingWhereBlocked(
        unlessBlocked("sendto", () => sendto(fd, data, data.length, bits, sockaddr, sockaddr.length)),
      ),
  };
}

/** send(2) until every byte is taken. A datagram goes whole or not at all. */
export class SendAllOperation implements Operation<undefined> {
  readonly syscall = "send";
  readonly interest = EPOLLOUT;
  readonly #sending: Sending;
  readonly #sliceBytes: number;
  #movedBytes = 0;

  constructor(sending: Sending, isStream: boolean) {
    this.#sending = sending;
    this.#sliceBytes = isStream ? limits.dataBytes : sending.data.length;
  }

  get movedBytes(): number {
    return this.#movedBytes;
  }

  attempt(): undefined | typeof PENDING {
    const { fd, data, flags } = this.#sending;
    do {
      const slice = data.subarray(this.#movedBytes, this.#movedBytes + this.#sliceBytes);
      const count = transmit(fd, slice, flags);
      if (count === BLOCKED) return PENDING;
      this.#movedBytes += count;
    } while (this.#movedBytes < data.length);
    return undefined;
  }
}

function transmit(fd: number, data: Uint8Array, flags: number): number {
  return unlessBlocked("send", () => send(fd, data, data.length, flags | messageFlags.MSG_NOSIGNAL));
}

function pendingWhereBlocked(count: number): number | typeof PENDING {
  return count === BLOCKED ? PENDING : count;
}
