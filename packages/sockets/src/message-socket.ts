import { encodeAddress } from "./address/sockaddr.js";
import type { ReceivedAncillary, SentAncillary } from "./ancillary/ancillary.js";
import { OutgoingAncillary } from "./ancillary/outgoing.js";
import { bounds } from "./bounds.js";
import { type Family, messageFlagBits, pollEvents, type ReceivedFlag, type SocketType } from "./constants.js";
import { ArgumentError } from "./errors.js";
import type { FdOperation, HeldFd } from "./held-fd.js";
import { chain, type MaybePromise, releasing } from "./maybe-promise.js";
import type { Pollable } from "./operations/poll.js";
import {
  ReceiveAllOperation,
  type Received,
  type Receiving,
  receiveFromOperation,
  receiveMessageOperation,
  receiveOperation,
} from "./operations/receive.js";
import { BlockingSendOperation, SendAllOperation, sendOperation } from "./operations/transmit.js";
import { unreadBytes } from "./system/int-ioctls.js";
import { pollOne } from "./system/poll-calls.js";
import { readCookie, readTimeOption } from "./system/socket-options.js";
import type { Address } from "./types.js";
import type { MessageOptions, WaitOptions } from "./wait-options.js";

export interface SocketKind {
  readonly family: Family;
  readonly type: SocketType;
  readonly proto: number;
}

/** What every socket has: its fd, its timeout, and the calls that move data. `Socket` is what there is of it. */
export abstract class MessageSocket implements Pollable {
  readonly family: Family;
  readonly type: SocketType;
  readonly proto: number;
  /** SO_COOKIE in decimal: what sock_diag(7) reports, unique on this machine and never used again. */
  readonly cookie: string;
  /** The fd that this socket owns. */
  readonly held: HeldFd;
  #timeout: number | null = null;

  protected constructor(held: HeldFd, { family, type, proto }: SocketKind) {
    this.family = family;
    this.type = type;
    this.proto = proto;
    this.held = held;
    held.description.isUnixSocket = family === "AF_UNIX";
    held.description.cookie ??= readCookie(held.number);
    this.cookie = held.description.cookie;
  }

  /**
   * Seconds that a call may wait, counted from its start: null for ever (or as SO_RCVTIMEO and SO_SNDTIMEO say), 0 not
   * at all (EAGAIN). It holds for calls that begin afterwards. As CPython's `settimeout`.
   */
  get timeout(): number | null {
    return this.#timeout;
  }

  set timeout(seconds: number | null) {
    this.#timeout = checkedTimeout(seconds);
    this.held.description.isNonBlocking = seconds !== null;
  }

  /**
   * send(2): gives the number of bytes that the kernel took. A blocking stream takes all, unless something ends the wait
   * early; with a timeout, and with datagrams, it is what one try takes. EPIPE, ECONNRESET, ENOTCONN, EDESTADDRREQ,
   * EMSGSIZE, EAGAIN.
   */
  send(data: Uint8Array, options: MessageOptions = {}): MaybePromise<number> {
    return this.#send({ syscall: "send", data, options });
  }

  /** `send` until all is sent, with one timeout over all. Where it fails, some bytes may have gone. */
  sendall(data: Uint8Array, options: MessageOptions = {}): MaybePromise<void> {
    return this.run({ syscall: "send", options, limit: "SO_SNDTIMEO" }, (fd) => {
      const polls = this.#timeoutOf(options) !== null;
      const sending = { fd, data, flags: messageFlagBits(options.flags), polls };
      return new SendAllOperation(sending, this.isStream);
    });
  }

  /** sendto(2): one datagram to an address. EMSGSIZE, ECONNREFUSED, ENETUNREACH, EISCONN, EACCES (broadcast), EAGAIN. */
  sendto(data: Uint8Array, address: Address, options: MessageOptions = {}): MaybePromise<number> {
    return this.#sendTo({ syscall: "sendto", data, options }, address);
  }

  /**
   * sendmsg(2): `send`, or with an address `sendto`, with ancillary data that goes with the first byte. ENOBUFS, EINVAL,
   * ETOOMANYREFS, EBADF for that.
   */
  sendmsg(
    data: Uint8Array,
    options: MessageOptions & { address?: Address | undefined; ancillary?: readonly SentAncillary[] } = {},
  ): MaybePromise<number> {
    const { address, ancillary: items = [] } = options;
    const ancillary = items.length === 0 ? undefined : new OutgoingAncillary(items, this.family);
    const message = { syscall: "sendmsg", data, options, ancillary };
    return releasing(
      () => (address === undefined ? this.#send(message) : this.#sendTo(message, address)),
      () => ancillary?.close(),
    );
  }

  /**
   * recv(2): up to `bufsize` bytes (at most `bounds.dataBytes`) in memory of their own; none where the peer has
   * finished. MSG_WAITALL gathers on a stream without a timeout. ECONNRESET, ENOTCONN, ECONNREFUSED, EAGAIN.
   */
  recv(bufsize: number, options: MessageOptions = {}): MaybePromise<Uint8Array> {
    return chain(this.receive(bufsize, options), ({ data }) => data);
  }

  /** As `recv`, with the datagram's whole length where MSG_TRUNC asks for it; with `borrows`, in memory that the next call uses again. */
  receive(bufsize: number, options: MessageOptions = {}): MaybePromise<Received> {
    return this.#receive("recv", { bufsize, options }, (receiving) =>
      receiving.gathers ? new ReceiveAllOperation(receiving) : receiveOperation(receiving),
    );
  }

  /** recvfrom(2): one datagram and its sender, null where the kernel names none. What does not fit is lost. */
  recvfrom(
    bufsize: number,
    options: MessageOptions = {},
  ): MaybePromise<Received & { address: Address | null }> {
    return this.#receive("recvfrom", { bufsize, options }, receiveFromOperation);
  }

  /**
   * recvmsg(2): as `recvfrom`, with what the kernel says of the message and up to `ancbufsize` bytes of ancillary data,
   * headers included. What has no room is dropped: MSG_CTRUNC. The caller owns the fds that came.
   */
  recvmsg(
    bufsize: number,
    options: MessageOptions & { ancbufsize?: number } = {},
  ): MaybePromise<
    Received & { address: Address | null; flags: ReceivedFlag[]; ancillary: readonly ReceivedAncillary[] }
  > {
    const { ancbufsize = 0 } = options;
    return this.#receive("recvmsg", { bufsize, options }, (receiving) => {
      checkSize("ancbufsize", ancbufsize);
      return receiveMessageOperation(receiving, ancbufsize);
    });
  }

  protected get isStream(): boolean {
    return this.type === "SOCK_STREAM";
  }

  /**
   * Runs a call on this socket, with the socket's timeout. MSG_DONTWAIT keeps a blocking call from waiting; one with a
   * timeout waits all the same, as in CPython, which polls first.
   */
  protected run<T>(call: SocketCall, prepare: (fd: number) => FdOperation<T>): MaybePromise<T> {
    const { syscall, options, limit, polls = true } = call;
    const own = call.neverWaits === true ? 0 : this.#timeoutOf(options);
    const timeout = own === null && options.flags?.includes("MSG_DONTWAIT") === true ? 0 : own;
    const limitSeconds = () => readTimeOption(this.held.number, limit);
    return this.held.run({ syscall, timeout, options, limit: limitSeconds, polls }, prepare);
  }

  #timeoutOf({ timeout }: WaitOptions): number | null {
    return timeout === undefined ? this.#timeout : checkedTimeout(timeout);
  }

  /** Whether the kernel's call itself would wait. */
  #blocks(options: MessageOptions): boolean {
    return this.#timeoutOf(options) === null && options.flags?.includes("MSG_DONTWAIT") !== true;
  }

  #send({ syscall, data, options, ancillary }: Message): MaybePromise<number> {
    const takesAll = this.isStream && this.#blocks(options);
    return this.run({ syscall, options, limit: "SO_SNDTIMEO" }, (fd) => {
      const sending = { fd, data, flags: messageFlagBits(options.flags), syscall, ancillary };
      return takesAll ? new BlockingSendOperation(sending) : sendOperation(sending);
    });
  }

  #sendTo({ syscall, data, options, ancillary }: Message, address: Address): MaybePromise<number> {
    return this.run({ syscall, options, limit: "SO_SNDTIMEO" }, (fd) => {
      const sockaddr = encodeAddress(this.family, address);
      const flags = messageFlagBits(options.flags);
      const isUnreported = this.family === "AF_UNIX";
      const sending = { fd, data, flags, syscall, ancillary, sockaddr, isUnreported };
      return sendOperation(sending);
    });
  }

  #receive<T>(
    syscall: string,
    { bufsize, options }: { bufsize: number; options: MessageOptions },
    operation: (receiving: Receiving) => FdOperation<T>,
  ): MaybePromise<T> {
    // A stream never waits for urgent data: tcp(7). UDP has none, and takes no notice of the flag.
    const isUrgent = this.isStream && options.flags?.includes("MSG_OOB") === true && this.#blocks(options);
    return this.run({ syscall, options, limit: "SO_RCVTIMEO", neverWaits: isUrgent }, (fd) =>
      operation(this.#receiving(fd, bufsize, options)),
    );
  }

  #receiving(fd: number, bufsize: number, options: MessageOptions): Receiving {
    checkSize("bufsize", bufsize);
    const { flags = [] } = options;
    const gathers = this.isStream && this.#blocks(options);
    const lowWaterBytes = gathers && !flags.includes("MSG_OOB") ? this.held.description.lowWaterBytes : 1;
    return {
      fd,
      lengthBytes: Math.min(bufsize, bounds.dataBytes),
      flags: messageFlagBits(flags),
      isStream: this.isStream,
      isTcp: this.isStream && this.family !== "AF_UNIX",
      gathers: gathers && flags.includes("MSG_WAITALL") && !flags.includes("MSG_PEEK"),
      borrows: options.borrows === true,
      line: lowWaterBytes > 1 || flags.includes("MSG_OOB") ? undefined : "receive",
      isHeldBack: () => lowWaterBytes > 1 && hasTooFew(fd, Math.min(lowWaterBytes, bufsize)),
    };
  }
}

/** Whether there are bytes, but fewer than a call waits for, and more may come. */
function hasTooFew(fd: number, wantedBytes: number): boolean {
  const unread = unreadBytes(fd);
  const { POLLRDHUP, POLLHUP, POLLERR } = pollEvents;
  return (
    unread > 0 && unread < wantedBytes && (pollOne(fd, POLLRDHUP) & (POLLRDHUP | POLLHUP | POLLERR)) === 0
  );
}

/** What a call of a socket goes by. */
export interface SocketCall {
  readonly syscall: string;
  readonly options: MessageOptions;
  /** The option that bounds it where the socket blocks. */
  readonly limit: "SO_RCVTIMEO" | "SO_SNDTIMEO";
  /** True for what the kernel never waits for. */
  readonly neverWaits?: boolean;
  /** False for `connect`, which CPython makes before it polls. */
  readonly polls?: boolean;
}

interface Message {
  readonly syscall: string;
  readonly data: Uint8Array;
  readonly options: MessageOptions;
  readonly ancillary?: OutgoingAncillary | undefined;
}

/** A size that a caller gives, in bytes. */
export function checkSize(field: string, value: number): void {
  if (Number.isInteger(value) && value >= 0) return;
  throw new ArgumentError(field, "must be a whole number, 0 or more");
}

function checkedTimeout(seconds: number | null): number | null {
  if (seconds === null || (seconds >= 0 && seconds <= bounds.timeoutSeconds)) return seconds;
  throw new ArgumentError("timeout", `must be null or from 0 to ${bounds.timeoutSeconds} seconds`);
}
