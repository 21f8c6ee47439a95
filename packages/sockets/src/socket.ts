import {
  type Address,
  CallFailure,
  codedFailure,
  type ErrnoName,
  errnoFailure,
  type Family,
  limits,
  type SocketType,
} from "@sockpit/protocol";
import { decodeAddress, encodeAddress, SOCKADDR_BYTES } from "./address/sockaddr.js";
import { families, messageFlagBits, messageFlags, shutdownHows, socketTypes } from "./constants.js";
import type { NetworkNamespace } from "./network-namespace.js";
import { ConnectOperation } from "./operations/connect.js";
import {
  ReceiveAllOperation,
  type Receiving,
  receiveFromOperation,
  receiveOperation,
} from "./operations/receive.js";
import { SendAllOperation, type Sending, sendOperation, sendToOperation } from "./operations/transmit.js";
import { FdReadiness } from "./readiness/fd-readiness.js";
import { type Operation, PENDING, runCall } from "./readiness/run-call.js";
import { EPOLLIN } from "./system/epoll-calls.js";
import { BLOCKED, checked, unlessBlocked } from "./system/libc.js";
import * as calls from "./system/socket-calls.js";
import { readCookie, readIntOption, readOption, writeOption } from "./system/socket-options.js";
import type { MessageOptions, WaitOptions } from "./wait-options.js";

export interface SocketOptions {
  /** `AF_INET` unless told otherwise. */
  family?: Family;
  /** `SOCK_STREAM` unless told otherwise. */
  type?: SocketType;
  /** 0 takes the protocol that goes with family and type. */
  proto?: number;
  /** Where the socket is made, and stays; otherwise the namespace of the process. */
  namespace?: NetworkNamespace;
}

interface Kind {
  readonly family: Family;
  readonly type: SocketType;
  readonly proto: number;
}

/** The most that CPython's getsockopt takes. */
const MAX_OPTION_BYTES = 1024;

/** Where the kernel writes an address. Used within one call only. */
const sockaddr = new Uint8Array(SOCKADDR_BYTES);
const sockaddrLength = new Int32Array(1);
const sockaddrLengthBytes = new Uint8Array(sockaddrLength.buffer);

/**
 * One kernel socket: socket(7), tcp(7), udp(7), unix(7). Methods are the system calls of that name; those that
 * may wait return promises, and several may wait at once. What fails does so with a `CallFailure` that carries
 * the kernel's errno, `timeout`, or `bad_params` for an argument that no kernel call could carry. The socket owns
 * its fd until `close`. Not safe outside the main thread of the process.
 */
export class Socket {
  readonly family: Family;
  readonly type: SocketType;
  readonly proto: number;
  /** SO_COOKIE in decimal: what sock_diag(7) reports, unique on this machine and never used again. */
  readonly cookie: string;
  #fd: number;
  #timeout: number | null = null;
  #readiness: FdReadiness | undefined;
  #isReadingShut = false;

  private constructor(fd: number, { family, type, proto }: Kind) {
    this.family = family;
    this.type = type;
    this.proto = proto;
    this.#fd = fd;
    this.cookie = readCookie(fd);
  }

  /** socket(2). EAFNOSUPPORT, EPROTONOSUPPORT, EMFILE. */
  static open(options: SocketOptions = {}): Socket {
    const { family = "AF_INET", type = "SOCK_STREAM", proto = 0, namespace } = options;
    const bits = socketTypes[type] | calls.SOCK_NONBLOCK | calls.SOCK_CLOEXEC;
    const make = () => checked("socket", () => calls.socket(families[family], bits, proto));
    return new Socket(namespace === undefined ? make() : namespace.run(make), { family, type, proto });
  }

  /** The kernel's number for this socket; -1 once it is closed. */
  get fd(): number {
    return this.#fd;
  }

  get closed(): boolean {
    return this.#fd === -1;
  }

  /**
   * Seconds that a call may wait, counted from its start: null for ever, 0 not at all (EAGAIN). It holds for calls
   * that begin afterwards. As CPython's `settimeout`.
   */
  get timeout(): number | null {
    return this.#timeout;
  }

  set timeout(seconds: number | null) {
    if (seconds !== null && !(seconds >= 0 && seconds <= limits.timeoutSeconds)) {
      const rule = `must be null or from 0 to ${limits.timeoutSeconds} seconds`;
      throw codedFailure("bad_params", `timeout: ${rule}`, { field: "timeout" });
    }
    this.#timeout = seconds;
  }

  /** bind(2). EADDRINUSE, EADDRNOTAVAIL, EACCES, EINVAL. A Unix path stays in the file system after `close`. */
  bind(address: Address): void {
    const fd = this.#openFd("bind");
    const bytes = encodeAddress(this.family, address);
    checked("bind", () => calls.bind(fd, bytes, bytes.length));
  }

  /** listen(2). EADDRINUSE, EOPNOTSUPP, EINVAL. The kernel caps the backlog at net.core.somaxconn. */
  listen(backlog: number): void {
    const fd = this.#openFd("listen");
    checked("listen", () => calls.listen(fd, backlog));
  }

  /**
   * accept4(2): takes the first connection off the kernel's queue; the caller owns the new socket, whose timeout is
   * null. An aborted call has taken none. EAGAIN, EINVAL, EOPNOTSUPP, EMFILE, ECONNABORTED.
   */
  accept(options: WaitOptions = {}): Promise<{ socket: Socket; address: Address }> {
    return this.#run("accept", options, (fd) => ({
      syscall: "accept",
      interest: EPOLLIN,
      attempt: () => this.#acceptNow(fd),
    }));
  }

  #acceptNow(listener: number): { socket: Socket; address: Address } | typeof PENDING {
    sockaddrLength[0] = SOCKADDR_BYTES;
    // SAFETY: the kernel writes at most SOCKADDR_BYTES of address.
    const fd = unlessBlocked("accept", () =>
      calls.accept4(listener, sockaddr, sockaddrLengthBytes, calls.SOCK_NONBLOCK | calls.SOCK_CLOEXEC),
    );
    if (fd === BLOCKED) return PENDING;
    return { socket: new Socket(fd, this), address: this.#writtenAddress("accept") };
  }

  /**
   * connect(2): on TCP, waits for the handshake. ECONNREFUSED, ETIMEDOUT, EINPROGRESS (timeout 0), EALREADY, EISCONN,
   * ENETUNREACH, ENOENT. After a timeout or an abort the kernel goes on connecting.
   */
  connect(address: Address, options: WaitOptions = {}): Promise<void> {
    return this.#run("connect", options, (fd) => {
      return new ConnectOperation(fd, encodeAddress(this.family, address), this.#timeout);
    });
  }

  /** As `connect`, but gives what the kernel refused as a name: null for success, `EAGAIN` for a timeout. */
  async connectEx(address: Address, options: WaitOptions = {}): Promise<ErrnoName | null> {
    try {
      await this.connect(address, options);
      return null;
    } catch (failure) {
      if (!(failure instanceof CallFailure)) throw failure;
      if (failure.error.kind === "timeout") return "EAGAIN";
      if (failure.error.kind !== "errno" || failure.error.errno === "EINTR") throw failure;
      return failure.error.errno;
    }
  }

  /**
   * send(2): waits for room, then gives the number of bytes that the kernel took, which may be fewer.
   * EPIPE, ECONNRESET, ENOTCONN, EDESTADDRREQ, EMSGSIZE, EAGAIN.
   */
  send(data: Uint8Array, options: MessageOptions = {}): Promise<number> {
    return this.#run("send", options, (fd) => sendOperation(sending(fd, data, options)));
  }

  /** `send` until all is sent, with one timeout over all. Where it fails, some bytes may have gone. */
  sendall(data: Uint8Array, options: MessageOptions = {}): Promise<void> {
    return this.#run("send", options, (fd) => {
      return new SendAllOperation(sending(fd, data, options), this.type === "SOCK_STREAM");
    });
  }

  /** sendto(2): one datagram to an address. EMSGSIZE, ECONNREFUSED, ENETUNREACH, EISCONN, EACCES (broadcast), EAGAIN. */
  sendto(data: Uint8Array, address: Address, options: MessageOptions = {}): Promise<number> {
    return this.#run("sendto", options, (fd) => {
      return sendToOperation(sending(fd, data, options), encodeAddress(this.family, address));
    });
  }

  /**
   * recv(2): up to `bufsize` bytes (at most `limits.dataBytes`) in memory of their own; none where the peer has
   * finished. MSG_WAITALL gathers on a stream without a timeout. ECONNRESET, ENOTCONN, ECONNREFUSED, EAGAIN.
   */
  recv(bufsize: number, options: MessageOptions = {}): Promise<Uint8Array> {
    return this.#run("recv", options, (fd) => {
      const receiving = this.#receiving(fd, bufsize, options);
      return this.#gathers(receiving.flags)
        ? new ReceiveAllOperation(receiving)
        : receiveOperation(receiving);
    });
  }

  /** recvfrom(2): one datagram and its sender, null where the kernel names none. What does not fit is lost. */
  recvfrom(
    bufsize: number,
    options: MessageOptions = {},
  ): Promise<{ data: Uint8Array; address: Address | null }> {
    return this.#run("recvfrom", options, (fd) => {
      return receiveFromOperation(this.#receiving(fd, bufsize, options));
    });
  }

  /** shutdown(2): ends one direction or both. ENOTCONN. */
  shutdown(how: "SHUT_RD" | "SHUT_WR" | "SHUT_RDWR"): void {
    const fd = this.#openFd("shutdown");
    checked("shutdown", () => calls.shutdown(fd, shutdownHows[how]));
    if (how !== "SHUT_WR") this.#isReadingShut = true;
  }

  /** getsockname(2). An unbound socket has the wildcard address and port 0, or `{path: ""}`. */
  getsockname(): Address {
    return this.#readAddress("getsockname", calls.getsockname);
  }

  /** getpeername(2). ENOTCONN. */
  getpeername(): Address {
    return this.#readAddress("getpeername", calls.getpeername);
  }

  /** setsockopt(2) with numbers from `socketConstants`: an int, or the option's bytes. ENOPROTOOPT, EINVAL, EPERM. */
  setsockopt(level: number, name: number, value: number | Uint8Array): void {
    writeOption(this.#openFd("setsockopt"), { level, name }, value);
  }

  /** getsockopt(2): an int; or, with a length, up to so many bytes (at most 1024). ENOPROTOOPT, EINVAL. */
  getsockopt(level: number, name: number): number;
  getsockopt(level: number, name: number, lengthBytes: number): Uint8Array;
  getsockopt(level: number, name: number, lengthBytes?: number): number | Uint8Array {
    const fd = this.#openFd("getsockopt");
    if (lengthBytes === undefined) return readIntOption(fd, { level, name });
    checkSize("lengthBytes", lengthBytes);
    return readOption(fd, { level, name }, Math.min(lengthBytes, MAX_OPTION_BYTES));
  }

  /**
   * close(2): fails every call that waits on this socket with EBADF, then frees the fd. A second close does nothing.
   * With SO_LINGER above 0 and data not yet acknowledged it blocks the whole thread, up to that many seconds.
   */
  close(): void {
    const fd = this.#fd;
    if (fd === -1) return;
    this.#fd = -1;
    this.#readiness?.close();
    checked("close", () => calls.close(fd));
  }

  /** Prepares a call and runs it. What goes wrong on the way rejects, as the call itself does. */
  #run<T>(syscall: string, options: MessageOptions, prepare: (fd: number) => Operation<T>): Promise<T> {
    let operation: Operation<T>;
    try {
      operation = prepare(this.#openFd(syscall));
    } catch (error) {
      return Promise.reject(error);
    }
    const timeout = options.flags?.includes("MSG_DONTWAIT") === true ? 0 : this.#timeout;
    return runCall(operation, { timeout, options, readiness: () => this.#watch() });
  }

  #watch(): FdReadiness {
    this.#readiness ??= new FdReadiness(this.#fd);
    return this.#readiness;
  }

  #openFd(syscall: string): number {
    if (this.#fd === -1) throw errnoFailure(syscall, "EBADF");
    return this.#fd;
  }

  #receiving(fd: number, bufsize: number, { flags }: MessageOptions): Receiving {
    checkSize("bufsize", bufsize);
    const canWait = this.#timeout !== 0 && flags?.includes("MSG_DONTWAIT") !== true;
    return {
      fd,
      lengthBytes: Math.min(bufsize, limits.dataBytes),
      flags: messageFlagBits(flags),
      isStream: this.type === "SOCK_STREAM",
      isShut: () => canWait && this.#isReadingShut,
    };
  }

  /** A blocking stream waits for all with MSG_WAITALL; a non-blocking one, which has a timeout, does not. */
  #gathers(flags: number): boolean {
    const { MSG_WAITALL, MSG_PEEK, MSG_DONTWAIT } = messageFlags;
    const only = flags & (MSG_WAITALL | MSG_PEEK | MSG_DONTWAIT);
    return only === MSG_WAITALL && this.type === "SOCK_STREAM" && this.#timeout === null;
  }

  #readAddress(syscall: string, call: typeof calls.getsockname): Address {
    const fd = this.#openFd(syscall);
    sockaddrLength[0] = SOCKADDR_BYTES;
    // SAFETY: the kernel writes at most SOCKADDR_BYTES.
    checked(syscall, () => call(fd, sockaddr, sockaddrLengthBytes));
    return this.#writtenAddress(syscall);
  }

  #writtenAddress(syscall: string): Address {
    const address = decodeAddress(sockaddr, sockaddrLength[0] ?? 0);
    if (address === null) throw codedFailure("internal", `${syscall}: the kernel gave no address`);
    return address;
  }
}

function sending(fd: number, data: Uint8Array, { flags }: MessageOptions): Sending {
  return { fd, data, flags: messageFlagBits(flags) };
}

function checkSize(field: string, value: number): void {
  if (Number.isInteger(value) && value >= 0) return;
  throw codedFailure("bad_params", `${field}: must be a whole number, 0 or more`, { field });
}
