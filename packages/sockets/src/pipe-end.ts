import { HeldFd } from "./held-fd.js";
import type { MaybePromise } from "./maybe-promise.js";
import { checkSize } from "./message-socket.js";
import { readOperation, WriteOperation } from "./operations/pipe.js";
import type { Pollable } from "./operations/poll.js";
import { type PipeIdentity, pipeCookie, pipeIdentity } from "./pipe-identity.js";
import { readIoctl } from "./system/int-ioctls.js";
import { checked } from "./system/libc.js";
import { F_GETPIPE_SZ, F_SETPIPE_SZ, O_CLOEXEC, O_NONBLOCK } from "./system/linux-constants.js";
import { pipe2 } from "./system/pipe-calls.js";
import { fcntl } from "./system/socket-calls.js";
import type { WaitOptions } from "./wait-options.js";

/**
 * One end of a pipe of the kernel: pipe(7), with its polls, its capacity and its errors. Methods that have to wait give a
 * promise, as those of `Socket`. It owns its fd until `close`.
 */
export class PipeEnd implements Pollable {
  readonly held: HeldFd;
  readonly identity: PipeIdentity;

  private constructor(held: HeldFd) {
    this.held = held;
    this.identity = pipeIdentity(held.number);
    held.description.cookie ??= pipeCookie(this.identity);
  }

  /** pipe2(2): the end to read from, and the end to write to. EMFILE. */
  static pair(): [reader: PipeEnd, writer: PipeEnd] {
    const fds = new Int32Array(2);
    // Waiting is done here: the kernel's pipe never blocks.
    checked("pipe2", () => pipe2(new Uint8Array(fds.buffer), O_CLOEXEC | O_NONBLOCK));
    const [reader = -1, writer = -1] = fds;
    return [new PipeEnd(new HeldFd(reader)), new PipeEnd(new HeldFd(writer))];
  }

  /** Takes over an fd that is a pipe's end. */
  static adopt(held: HeldFd): PipeEnd {
    return new PipeEnd(held);
  }

  get closed(): boolean {
    return this.held.number === -1;
  }

  /** O_NONBLOCK as the program sees it, which all copies of an end share: dup(2). */
  get isNonBlocking(): boolean {
    return this.held.description.isNonBlocking;
  }

  set isNonBlocking(isNonBlocking: boolean) {
    this.held.description.isNonBlocking = isNonBlocking;
  }

  /** How many bytes it holds: F_GETPIPE_SZ. */
  get capacityBytes(): number {
    const fd = this.held.open("fcntl");
    return checked("fcntl", () => fcntl(fd, F_GETPIPE_SZ, 0));
  }

  /** F_SETPIPE_SZ: gives what the kernel made of it. EBUSY where more bytes than that wait in it; EINVAL, EPERM. */
  setCapacity(bytes: number): number {
    const fd = this.held.open("fcntl");
    return checked("fcntl", () => fcntl(fd, F_SETPIPE_SZ, bytes));
  }

  /** FIONREAD: bytes that wait to be read. */
  unreadBytes(): number {
    return readIoctl(this.held.open("ioctl"), "FIONREAD");
  }

  /** read(2): up to `bufsize` bytes; none where nobody can write any more. EAGAIN; EBADF on the end to write. */
  read(bufsize: number, options: WaitOptions = {}): MaybePromise<Uint8Array> {
    checkSize("bufsize", bufsize);
    return this.held.run({ syscall: "read", timeout: this.#timeout, options }, (fd) =>
      readOperation(fd, bufsize),
    );
  }

  /** write(2): gives the number of bytes that the kernel took. EPIPE, EAGAIN; EBADF on the end to read. */
  write(data: Uint8Array, options: WaitOptions = {}): MaybePromise<number> {
    const blocks = !this.isNonBlocking;
    return this.held.run(
      { syscall: "write", timeout: this.#timeout, options },
      (fd) => new WriteOperation(fd, data, blocks),
    );
  }

  /** dup(2): the same end by another fd. EMFILE, EBADF. */
  dup(): PipeEnd {
    return new PipeEnd(this.held.dup());
  }

  /** close(2): see `HeldFd.close`. A second close does nothing. */
  close(): void {
    this.held.close();
  }

  get #timeout(): 0 | null {
    return this.isNonBlocking ? 0 : null;
  }
}
