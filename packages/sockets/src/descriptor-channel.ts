import { ancillaryKinds } from "./ancillary/kinds.js";
import { families, messageFlags } from "./constants.js";
import { socketConstants } from "./socket-constants.js";
import {
  controlSpace,
  decodeControl,
  decodeInts,
  encodeControl,
  encodeInts,
} from "./system/control-message.js";
import { BLOCKED, checked, unlessBlocked } from "./system/libc.js";
import { MSG_CMSG_CLOEXEC, SOCK_CLOEXEC, SOCK_NONBLOCK, SOCK_SEQPACKET } from "./system/linux-constants.js";
import { pinnedBytes } from "./system/memory.js";
import { withIncoming, withOutgoing } from "./system/message-header.js";
import { close, recvmsg, sendmsg, socketpair } from "./system/socket-calls.js";

/** A message is a number; the kernel wants at least one byte beside a descriptor. */
const TAG_BYTES = 4;
/** Of one descriptor. More than one never comes. */
const CONTROL_BYTES = controlSpace(Int32Array.BYTES_PER_ELEMENT);

/**
 * One end of a SOCK_SEQPACKET pair, over which two processes pass descriptors to each other, each with a number that
 * says what it is for: unix(7), SCM_RIGHTS. No call waits. An end owns its fd until `close`.
 */
export class DescriptorChannel {
  #fd: number;
  readonly #received = pinnedBytes(TAG_BYTES);

  /** Takes over the fd of an end that another process made. */
  constructor(fd: number) {
    this.#fd = fd;
  }

  /** socketpair(2): both ends, close-on-exec. EMFILE. */
  static pair(): [DescriptorChannel, DescriptorChannel] {
    const fds = new Int32Array(2);
    const type = SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK;
    checked("socketpair", () => socketpair(families.AF_UNIX, type, 0, new Uint8Array(fds.buffer)));
    const [first = -1, second = -1] = fds;
    return [new DescriptorChannel(first), new DescriptorChannel(second)];
  }

  get fd(): number {
    return this.#fd;
  }

  /**
   * sendmsg(2). The caller keeps `descriptor`. False where the other end has so much to receive that the kernel takes
   * no more (EAGAIN). ETOOMANYREFS where this user has more descriptors on their way than RLIMIT_NOFILE; ENOBUFS,
   * ENOMEM, EBADF, EPIPE.
   */
  trySend(tag: number, descriptor: number): boolean {
    const data = new Uint8Array(Uint32Array.of(tag).buffer);
    const control = encodeControl([
      {
        level: socketConstants.SOL_SOCKET,
        type: ancillaryKinds.SCM_RIGHTS.number,
        data: encodeInts([descriptor]),
      },
    ]);
    const sent = withOutgoing({ data, control, sockaddr: undefined }, (header) =>
      unlessBlocked("sendmsg", () => sendmsg(this.#fd, header, messageFlags.MSG_NOSIGNAL)),
    );
    return sent !== BLOCKED;
  }

  /**
   * recvmsg(2): the next descriptor, close-on-exec, which the caller owns; null where none has come. `descriptor` is
   * null where this process had no room for it (RLIMIT_NOFILE): the kernel has dropped it.
   */
  tryReceive(): { tag: number; descriptor: number | null } | null {
    const room = { buffer: this.#received, lengthBytes: TAG_BYTES, controlBytes: CONTROL_BYTES };
    return withIncoming(room, (message) => {
      const length = unlessBlocked("recvmsg", () => recvmsg(this.#fd, message.bytes, MSG_CMSG_CLOEXEC));
      if (length !== TAG_BYTES) return null;
      const [descriptor = null] = decodeControl(message.control).flatMap(({ data }) => decodeInts(data));
      return { tag: new DataView(this.#received.buffer).getUint32(0, true), descriptor };
    });
  }

  /** close(2). What has been sent and not received is closed with the other end. A second close does nothing. */
  close(): void {
    const fd = this.#fd;
    if (fd === -1) return;
    this.#fd = -1;
    checked("close", () => close(fd));
  }
}
