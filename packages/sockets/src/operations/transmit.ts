import type { OutgoingAncillary } from "../ancillary/outgoing.js";
import { bounds } from "../bounds.js";
import { messageFlags, pollEvents } from "../constants.js";
import { SystemError } from "../errors.js";
import type { FdOperation } from "../held-fd.js";
import { PENDING } from "../readiness/run-call.js";
import { EPOLLOUT } from "../system/epoll-calls.js";
import { BLOCKED, unlessBlocked } from "../system/libc.js";
import { withOutgoing } from "../system/message-header.js";
import { pollOne } from "../system/poll-calls.js";
import { send, sendmsg, sendto } from "../system/socket-calls.js";

/** What a sending call needs to know. */
export interface Sending {
  readonly fd: number;
  /** Copied where the call waits. */
  readonly data: Uint8Array;
  /** Message flags as bits. MSG_NOSIGNAL is added: EPIPE comes as an error only. */
  readonly flags: number;
  /** The name that errors carry, where it is not `send`: `sendto`, `sendmsg`. */
  readonly syscall?: string;
  /** An encoded address; the peer's otherwise. */
  readonly sockaddr?: Uint8Array | undefined;
  /** What goes with the first byte. */
  readonly ancillary?: OutgoingAncillary | undefined;
  /** Whether each try after the first waits until the socket polls as writable, as `sendall` with a timeout. */
  readonly polls?: boolean;
  /** True where it may wait for room in another socket's queue, of which poll(2) knows nothing. */
  readonly isUnreported?: boolean;
}

/** Room for bytes: what the first in line finds too little, those behind it do. */
const SENDING_LINE = "send";

/** send(2), sendto(2), sendmsg(2): as many bytes as the kernel takes. */
export function sendOperation(sending: Sending): FdOperation<number> {
  let { data } = sending;
  return {
    syscall: sending.syscall ?? "send",
    interest: EPOLLOUT,
    line: sending.isUnreported === true ? undefined : SENDING_LINE,
    isUnreported: sending.isUnreported ?? false,
    keep: () => {
      data = new Uint8Array(data);
    },
    attempt: () => {
      const count = transmit(sending, data, sending.ancillary);
      return count === BLOCKED ? PENDING : count;
    },
  };
}

/** Takes bytes piece by piece until all are sent. A datagram goes whole or not at all. */
class Outflow {
  readonly #sending: Sending;
  readonly #sliceBytes: number;
  #data: Uint8Array;
  movedBytes = 0;

  constructor(sending: Sending, isStream: boolean) {
    this.#sending = sending;
    this.#data = sending.data;
    this.#sliceBytes = isStream ? bounds.dataBytes : sending.data.length;
  }

  keep(): void {
    this.#data = new Uint8Array(this.#data);
  }

  /** True once all are sent, false where the kernel takes no more now. */
  flow(): boolean {
    const { fd, polls = false } = this.#sending;
    const data = this.#data;
    do {
      if (polls && this.movedBytes > 0 && pollOne(fd, pollEvents.POLLOUT) === 0) return false;
      const isWhole = this.movedBytes === 0 && data.length <= this.#sliceBytes;
      const slice = isWhole ? data : data.subarray(this.movedBytes, this.movedBytes + this.#sliceBytes);
      const ancillary = this.movedBytes === 0 ? this.#sending.ancillary : undefined;
      const count = transmit(this.#sending, slice, ancillary);
      if (count === BLOCKED) return false;
      this.movedBytes += count;
    } while (this.movedBytes < data.length);
    return true;
  }
}

/** send(2) until every byte is taken. An interruption says how many were: EINTR with `sentBytes`. */
export class SendAllOperation implements FdOperation<undefined> {
  readonly syscall = "send";
  readonly interest = EPOLLOUT;
  readonly line = SENDING_LINE;
  readonly #outflow: Outflow;

  constructor(sending: Sending, isStream: boolean) {
    this.#outflow = new Outflow(sending, isStream);
  }

  get movedBytes(): number {
    return this.#outflow.movedBytes;
  }

  keep(): void {
    this.#outflow.keep();
  }

  attempt(): undefined | typeof PENDING {
    return this.#outflow.flow() ? undefined : PENDING;
  }

  interrupted(): SystemError {
    return new SystemError(this.syscall, "EINTR", { sentBytes: this.movedBytes });
  }
}

/**
 * send(2) as a blocking stream socket does it: waits until every byte is taken. What ends the wait early, an
 * interruption or an error, leaves the number of bytes taken so far; the next call meets the error.
 */
export class BlockingSendOperation implements FdOperation<number> {
  readonly syscall: string;
  readonly interest = EPOLLOUT;
  readonly line = SENDING_LINE;
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

  keep(): void {
    this.#outflow.keep();
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

/** Whether an error waits for the next call, which poll(2) reports without taking it. */
function hasError(fd: number): boolean {
  return (pollOne(fd, 0) & pollEvents.POLLERR) !== 0;
}

/** Of what is sent, these bytes with this: field by field, since this is done for each piece. */
function transmit(
  { fd, flags: ownFlags, syscall = "send", sockaddr }: Sending,
  data: Uint8Array,
  ancillary: OutgoingAncillary | undefined,
): number {
  const flags = ownFlags | messageFlags.MSG_NOSIGNAL;
  if (ancillary !== undefined) return transmitMessage({ fd, data, flags, syscall, sockaddr }, ancillary);
  return unlessBlocked(syscall, () =>
    sockaddr === undefined
      ? send(fd, data, data.length, flags)
      : sendto(fd, data, data.length, flags, sockaddr, sockaddr.length),
  );
}

function transmitMessage(
  { fd, data, flags, syscall = "sendmsg", sockaddr }: Sending,
  ancillary: OutgoingAncillary,
): number {
  const { control } = ancillary;
  const count = withOutgoing({ data, control, sockaddr }, (header) =>
    unlessBlocked(syscall, () => sendmsg(fd, header, flags)),
  );
  if (count !== BLOCKED) ancillary.taken();
  return count;
}
