import { SystemError } from "../errors.js";
import { BLOCKED, checked, systemError, unlessBlocked } from "../system/libc.js";
import { close, recv, SOCK_CLOEXEC, SOCK_NONBLOCK, send, socket } from "../system/socket-calls.js";

const AF_NETLINK = 16;
const SOCK_RAW = 3;
const NETLINK_SOCK_DIAG = 4;

const SOCK_DIAG_BY_FAMILY = 20;
const NLM_F_REQUEST = 0x1;
const NLM_F_DUMP = 0x300;
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;

/** SAFETY: struct nlmsghdr is 16 bytes: length u32, type u16, flags u16, sequence u32, port u32, in host order. */
const HEADER_BYTES = 16;
const LITTLE_ENDIAN = true;
/** The kernel fills at most 32 KiB in one go where the reader offers that much. */
const BUFFER_BYTES = 64 * 1024;

const buffer = new Uint8Array(BUFFER_BYTES);

/** A netlink(7) socket of the sock_diag(7) family. It asks about the namespace it was made in. */
export class DiagNetlink {
  #fd: number;
  #sequence = 0;

  /** Throws what the kernel refused, EPROTONOSUPPORT where it has no sock_diag. */
  constructor() {
    const type = SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK;
    this.#fd = checked("socket", () => socket(AF_NETLINK, type, NETLINK_SOCK_DIAG));
  }

  /**
   * Asks for a dump and takes it whole, so that it is of one moment: each message's payload. ENOENT where the kernel
   * lacks the handler of that family, EBADF once closed.
   */
  dump(request: Uint8Array): Uint8Array[] {
    this.#send(request, NLM_F_REQUEST | NLM_F_DUMP);
    const payloads: Uint8Array[] = [];
    while (this.#receive(payloads));
    return payloads;
  }

  /** The message of the one socket that is asked for; null where there is none. EBADF once closed. */
  find(request: Uint8Array): Uint8Array | null {
    this.#send(request, NLM_F_REQUEST);
    const payloads: Uint8Array[] = [];
    try {
      this.#receive(payloads);
    } catch (error) {
      if (!(error instanceof SystemError) || error.errno !== "ENOENT") throw error;
    }
    return payloads[0] ?? null;
  }

  #send(request: Uint8Array, flags: number): void {
    if (this.#fd === -1) throw new SystemError("sock_diag", "EBADF");
    this.#sequence += 1;
    const message = encodeRequest(request, { sequence: this.#sequence, flags });
    checked("send", () => send(this.#fd, message, message.length, 0));
  }

  /** Takes one datagram of an answer; false where it ends a dump. The kernel makes each as it is read: no wait. */
  #receive(payloads: Uint8Array[]): boolean {
    const count = unlessBlocked("recv", () => recv(this.#fd, buffer, BUFFER_BYTES, 0));
    if (count === BLOCKED) throw new SystemError("sock_diag", "EAGAIN");
    const part = buffer.slice(0, count);
    const view = new DataView(part.buffer);
    for (let start = 0; start + HEADER_BYTES <= count; ) {
      const length = view.getUint32(start, LITTLE_ENDIAN);
      const isCurrent = view.getUint32(start + 8, LITTLE_ENDIAN) === this.#sequence;
      switch (isCurrent ? view.getUint16(start + 4, LITTLE_ENDIAN) : undefined) {
        case NLMSG_DONE:
          return false;
        case NLMSG_ERROR:
          throw systemError("sock_diag", -view.getInt32(start + HEADER_BYTES, LITTLE_ENDIAN));
        case SOCK_DIAG_BY_FAMILY:
          payloads.push(part.subarray(start + HEADER_BYTES, start + length));
      }
      start += align(Math.max(length, HEADER_BYTES));
    }
    return true;
  }

  close(): void {
    const fd = this.#fd;
    if (fd === -1) return;
    this.#fd = -1;
    checked("close", () => close(fd));
  }
}

/** Netlink pads messages and attributes to 4 bytes. */
export function align(length: number): number {
  return (length + 3) & ~3;
}

function encodeRequest(
  request: Uint8Array,
  { sequence, flags }: { sequence: number; flags: number },
): Uint8Array {
  const message = new Uint8Array(HEADER_BYTES + request.length);
  const view = new DataView(message.buffer);
  view.setUint32(0, message.length, LITTLE_ENDIAN);
  view.setUint16(4, SOCK_DIAG_BY_FAMILY, LITTLE_ENDIAN);
  view.setUint16(6, flags, LITTLE_ENDIAN);
  view.setUint32(8, sequence, LITTLE_ENDIAN);
  message.set(request, HEADER_BYTES);
  return message;
}
