import { SystemError } from "../errors.js";
import { BLOCKED, checked, systemError, unlessBlocked } from "../system/libc.js";
import { AF_NETLINK, SOCK_CLOEXEC, SOCK_NONBLOCK, SOCK_RAW } from "../system/linux-constants.js";
import { Scratch } from "../system/memory.js";
import {
  NLM_F_ACK,
  NLM_F_DUMP,
  NLM_F_REQUEST,
  NLMSG_DONE,
  NLMSG_ERROR,
} from "../system/netlink-constants.js";
import { nlmsgerr, nlmsghdr } from "../system/netlink-structs.js";
import { close, recv, send, socket } from "../system/socket-calls.js";
import { aligned } from "../system/struct.js";
import { NETLINK_ALIGN_BYTES } from "./attributes.js";

const HEADER_BYTES = nlmsghdr.sizeBytes;
const { nlmsg_len, nlmsg_type, nlmsg_flags, nlmsg_seq } = nlmsghdr.fields;

/** The kernel fills at most 32 KiB in one go where the reader offers that much. */
const received = new Scratch(() => new Uint8Array(64 * 1024));

/**
 * What is asked: a message's type, that of its answers where it is another, NLM_F_* beyond NLM_F_REQUEST, and what follows the header, in
 * parts.
 */
export interface NetlinkRequest {
  readonly type: number;
  readonly answerType?: number;
  readonly flags?: number;
  readonly body: readonly Uint8Array[];
}

/**
 * A netlink(7) socket. It asks about the network namespace it was made in. The kernel makes each answer while it takes
 * the request, or as it is read: no call waits. It owns its fd until `close`.
 */
export class NetlinkSocket {
  readonly #name: string;
  #fd: number;
  #sequence = 0;

  /** For NETLINK_ROUTE, NETLINK_SOCK_DIAG …; errors go by `name`. EPROTONOSUPPORT where the kernel has no such protocol; EMFILE. */
  constructor(protocol: number, name: string) {
    this.#name = name;
    const type = SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK;
    this.#fd = checked("socket", () => socket(AF_NETLINK, type, protocol));
  }

  /**
   * Asks for a dump and takes it whole, so that it is of one moment: each message's payload. What the kernel refuses;
   * EBADF once closed.
   */
  dump(request: NetlinkRequest): Uint8Array[] {
    this.#send(request, NLM_F_DUMP);
    const payloads: Uint8Array[] = [];
    while (this.#receive(request.answerType ?? request.type, payloads));
    return payloads;
  }

  /** The payload of the one message that answers. What the kernel refuses; EBADF once closed. */
  ask(request: NetlinkRequest): Uint8Array | undefined {
    this.#send(request, 0);
    const payloads: Uint8Array[] = [];
    this.#receive(request.type, payloads);
    return payloads[0];
  }

  /** Asks for a change. What the kernel refuses; EBADF once closed. */
  change(request: NetlinkRequest): void {
    this.#send(request, NLM_F_ACK);
    this.#receive(request.type, []);
  }

  /** A second close does nothing. */
  close(): void {
    const fd = this.#fd;
    if (fd === -1) return;
    this.#fd = -1;
    checked("close", () => close(fd));
  }

  #send({ type, flags = 0, body }: NetlinkRequest, flagsOfCall: number): void {
    if (this.#fd === -1) throw new SystemError(this.#name, "EBADF");
    this.#sequence += 1;
    const length = body.reduce((sum, part) => sum + part.length, HEADER_BYTES);
    const view = new DataView(new ArrayBuffer(length));
    nlmsg_len.set(view, length);
    nlmsg_type.set(view, type);
    nlmsg_flags.set(view, NLM_F_REQUEST | flags | flagsOfCall);
    nlmsg_seq.set(view, this.#sequence);
    const message = new Uint8Array(view.buffer);
    let at = HEADER_BYTES;
    for (const part of body) {
      message.set(part, at);
      at += part.length;
    }
    checked("send", () => send(this.#fd, message, length, 0));
  }

  /** Takes one datagram of an answer; false where it ends a dump, or acknowledges. Throws what the kernel refused. */
  #receive(type: number, payloads: Uint8Array[]): boolean {
    const datagram = received.use((buffer) => {
      const count = unlessBlocked("recv", () => recv(this.#fd, buffer, buffer.length, 0));
      if (count === BLOCKED) throw new SystemError(this.#name, "EAGAIN");
      return buffer.slice(0, count);
    });
    const view = new DataView(datagram.buffer);
    for (let start = 0; start + HEADER_BYTES <= datagram.length; ) {
      const length = nlmsg_len.get(view, start);
      const isCurrent = nlmsg_seq.get(view, start) === this.#sequence;
      const found = isCurrent ? nlmsg_type.get(view, start) : undefined;
      if (found === NLMSG_DONE) return false;
      if (found === NLMSG_ERROR) {
        const number = -nlmsgerr.fields.error.get(view, start + HEADER_BYTES);
        if (number === 0) return false;
        throw systemError(this.#name, number);
      }
      if (found === type) payloads.push(datagram.subarray(start + HEADER_BYTES, start + length));
      start += aligned(Math.max(length, HEADER_BYTES), NETLINK_ALIGN_BYTES);
    }
    return true;
  }
}
