import { encodeAddress } from "./address/sockaddr.js";
import { withRoomForAddress } from "./address/written-address.js";
import { bounds } from "./bounds.js";
import { type Family, families, type SocketType, shutdownHows, socketTypes } from "./constants.js";
import { SystemError, TimeoutError } from "./errors.js";
import { HeldFd } from "./held-fd.js";
import type { MaybePromise } from "./maybe-promise.js";
import { checkSize, MessageSocket } from "./message-socket.js";
import type { NetworkNamespace } from "./network-namespace.js";
import { ConnectOperation } from "./operations/connect.js";
import { lingerAndClose, lingerBytes, takeLingerOver } from "./operations/linger.js";
import { resetConnection } from "./operations/reset.js";
import { PENDING } from "./readiness/run-call.js";
import { socketConstants } from "./socket-constants.js";
import { EPOLLIN } from "./system/epoll-calls.js";
import type { ErrnoName } from "./system/errno.js";
import { type IntIoctl, readIoctl } from "./system/int-ioctls.js";
import { BLOCKED, checked, unlessBlocked } from "./system/libc.js";
import { SOCK_CLOEXEC, SOCK_NONBLOCK } from "./system/linux-constants.js";
import * as calls from "./system/socket-calls.js";
import { readIntOption, readOption, writeOption } from "./system/socket-options.js";
import type { Address } from "./types.js";
import type { WaitOptions } from "./wait-options.js";

export interface SocketOptions {
  /** `AF_INET` by default. */
  family?: Family;
  /** `SOCK_STREAM` by default. */
  type?: SocketType;
  /** 0 takes the protocol that goes with family and type. */
  proto?: number;
  /** Where the socket is made, and stays; otherwise the namespace of the process. */
  namespace?: NetworkNamespace;
}

const { SOL_SOCKET, SO_RCVLOWAT, SO_LINGER } = socketConstants;

/**
 * One kernel socket: socket(7), tcp(7), udp(7), unix(7). Methods are the system calls of that name; those that
 * have to wait give a promise, others their result at once (`await` takes both), and several may wait at once. What fails does so with a `SystemError`, which
 * carries the kernel's errno, a `TimeoutError`, or an `ArgumentError` for what no kernel call could carry. The socket owns
 * its fd until `close`. Not safe outside the main thread of the process.
 */
export class Socket extends MessageSocket {
  #lingering: HeldFd | undefined;

  /** socket(2). EAFNOSUPPORT, EPROTONOSUPPORT, EMFILE. */
  static open(options: SocketOptions = {}): Socket {
    const { family = "AF_INET", type = "SOCK_STREAM", proto = 0, namespace } = options;
    const make = () => checked("socket", () => calls.socket(families[family], typeBits(type), proto));
    const fd = namespace === undefined ? make() : namespace.run(make);
    return new Socket(new HeldFd(fd), { family, type, proto });
  }

  /** socketpair(2): two that are connected to each other. EOPNOTSUPP, EPROTONOSUPPORT, EMFILE. */
  static pair(options: SocketOptions = {}): [Socket, Socket] {
    const { family = "AF_UNIX", type = "SOCK_STREAM", proto = 0, namespace } = options;
    const fds = new Int32Array(2);
    const bytes = new Uint8Array(fds.buffer);
    const make = () =>
      checked("socketpair", () => calls.socketpair(families[family], typeBits(type), proto, bytes));
    if (namespace === undefined) make();
    else namespace.run(make);
    const [first = -1, second = -1] = fds;
    const kind = { family, type, proto };
    return [new Socket(new HeldFd(first), kind), new Socket(new HeldFd(second), kind)];
  }

  /**
   * Takes over an fd that is a socket, and asks the kernel of which kind. Its timeout is 0 where the process that passed it on
   * had it non-blocking, else null.
   */
  static adopt(held: HeldFd): Socket {
    const { SO_DOMAIN, SO_TYPE, SO_PROTOCOL } = socketConstants;
    const ask = (name: number) => readIntOption(held.number, { level: SOL_SOCKET, name });
    const family = nameOf(families, ask(SO_DOMAIN));
    const type = nameOf(socketTypes, ask(SO_TYPE));
    const socket = new Socket(held, { family, type, proto: ask(SO_PROTOCOL) });
    if (held.description.isNonBlocking) socket.timeout = 0;
    return socket;
  }

  /** dup(2): the same socket by another fd, with a timeout of its own, which is null. EMFILE, EBADF. */
  dup(): Socket {
    return new Socket(this.held.dup(), this);
  }

  /** The kernel's number for this socket; -1 once it is closed. */
  get fd(): number {
    return this.held.number;
  }

  get closed(): boolean {
    return this.held.number === -1;
  }

  /** bind(2). EADDRINUSE, EADDRNOTAVAIL, EACCES, EINVAL. A Unix path stays in the file system after `close`. */
  bind(address: Address): void {
    const fd = this.held.open("bind");
    const bytes = encodeAddress(this.family, address);
    checked("bind", () => calls.bind(fd, bytes, bytes.length));
  }

  /** listen(2). EADDRINUSE, EOPNOTSUPP, EINVAL. The kernel caps the backlog at net.core.somaxconn. */
  listen(backlog: number): void {
    const fd = this.held.open("listen");
    checked("listen", () => calls.listen(fd, backlog));
  }

  /**
   * accept4(2): takes the first connection off the kernel's queue; the caller owns the new socket, whose timeout is
   * null. An aborted call has taken none. EAGAIN, EINVAL, EOPNOTSUPP, EMFILE, ECONNABORTED.
   */
  accept(options: WaitOptions = {}): MaybePromise<{ socket: Socket; address: Address }> {
    return this.run({ syscall: "accept", options, limit: "SO_RCVTIMEO" }, (fd) => ({
      syscall: "accept",
      interest: EPOLLIN,
      line: "accept",
      attempt: () => this.#acceptNow(fd),
      whenShut: () => {
        throw new SystemError("accept", "EINVAL");
      },
    }));
  }

  #acceptNow(listener: number): { socket: Socket; address: Address } | typeof PENDING {
    return withRoomForAddress((written) => {
      const fd = unlessBlocked("accept", () =>
        calls.accept4(listener, written.bytes, written.lengthBytes, SOCK_NONBLOCK | SOCK_CLOEXEC),
      );
      if (fd === BLOCKED) return PENDING;
      const held = new HeldFd(fd);
      held.description.lingerSeconds = this.held.description.lingerSeconds;
      return { socket: new Socket(held, this), address: given("accept", written.address()) };
    });
  }

  /**
   * connect(2): on TCP, waits for the handshake. ECONNREFUSED, ETIMEDOUT, EINPROGRESS (timeout 0), EALREADY, EISCONN,
   * ENETUNREACH, ENOENT. After a timeout or an abort the kernel goes on connecting.
   */
  connect(address: Address, options: WaitOptions = {}): MaybePromise<void> {
    return this.run({ syscall: "connect", options, limit: "SO_SNDTIMEO", polls: false }, (fd) => {
      const sockaddr = encodeAddress(this.family, address);
      const isUnreported = this.family === "AF_UNIX";
      return new ConnectOperation({ fd, sockaddr, timeout: this.timeout, isUnreported });
    });
  }

  /** As `connect`, but gives what the kernel refused as a name: null for success, `EAGAIN` for a timeout. */
  connectEx(address: Address, options: WaitOptions = {}): MaybePromise<ErrnoName | null> {
    try {
      const connected = this.connect(address, options);
      return connected instanceof Promise ? connected.then(() => null, refusalOf) : null;
    } catch (failure) {
      return refusalOf(failure);
    }
  }

  /**
   * shutdown(2): ends one direction or both. ENOTCONN, after which Linux treats a UDP socket as shut down all the same.
   * Calls that wait for data or a connection end.
   */
  shutdown(how: "SHUT_RD" | "SHUT_WR" | "SHUT_RDWR"): void {
    const fd = this.held.open("shutdown");
    checked("shutdown", () => calls.shutdown(fd, shutdownHows[how]));
  }

  /** Resets a TCP connection, as if a RST had come for it: both ends get ECONNRESET. EBADF. */
  reset(): void {
    resetConnection(this.held.open("connect"));
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
    const fd = this.held.open("setsockopt");
    writeOption(fd, { level, name }, value);
    if (level !== SOL_SOCKET) return;
    if (name === SO_RCVLOWAT) this.held.description.lowWaterBytes = readIntOption(fd, { level, name });
    if (name === SO_LINGER) takeLingerOver(this.held);
  }

  /** getsockopt(2): an int; or, with a length, up to so many bytes (at most 1024). ENOPROTOOPT, EINVAL. */
  getsockopt(level: number, name: number): number;
  getsockopt(level: number, name: number, lengthBytes: number): Uint8Array;
  getsockopt(level: number, name: number, lengthBytes?: number): number | Uint8Array {
    const fd = this.held.open("getsockopt");
    const { lingerSeconds } = this.held.description;
    const lingers = level === SOL_SOCKET && name === SO_LINGER && lingerSeconds > 0;
    if (lengthBytes === undefined) return lingers ? 1 : readIntOption(fd, { level, name });
    checkSize("lengthBytes", lengthBytes);
    if (lingers) return lingerBytes(lingerSeconds).slice(0, lengthBytes);
    return readOption(fd, { level, name }, Math.min(lengthBytes, bounds.optionBytes));
  }

  /**
   * ioctl(2): bytes that wait to be received (FIONREAD; of a datagram socket, those of the next datagram), bytes that are not
   * sent or acknowledged yet (SIOCOUTQ), or whether reading has come to urgent data (SIOCATMARK). EINVAL, ENOTTY.
   */
  ioctl(request: IntIoctl): number {
    return readIoctl(this.held.open("ioctl"), request);
  }

  /**
   * close(2): frees the fd; calls that wait on it go on where `dup` made others, else they fail with EBADF. A second close does nothing.
   * It never blocks: with SO_LINGER above 0 the kernel sends what is left by itself, and `closeLingering` waits for it.
   */
  close(): void {
    this.#lingering?.close();
    this.held.close();
  }

  /**
   * As `close`, but with SO_LINGER above 0 it is done once the peer has acknowledged all or the seconds have passed.
   * `close` meanwhile, or an abort, ends the wait; `closed` is true from the start.
   */
  closeLingering(options: WaitOptions = {}): MaybePromise<void> {
    const seconds = this.closed ? 0 : this.#lingerSeconds();
    if (seconds <= 0) return this.close();
    this.#lingering = this.held.handOver();
    return lingerAndClose(this.#lingering, seconds, options);
  }

  /** SO_LINGER where this close ends the connection; 0 where nothing is to be waited for. */
  #lingerSeconds(): number {
    if (this.family === "AF_UNIX" || !this.isStream || !this.held.isLast) return 0;
    return this.held.description.lingerSeconds;
  }

  #readAddress(syscall: string, call: typeof calls.getsockname): Address {
    const fd = this.held.open(syscall);
    return withRoomForAddress((written) => {
      checked(syscall, () => call(fd, written.bytes, written.lengthBytes));
      return given(syscall, written.address());
    });
  }
}

/** These calls always give an address. */
function given(syscall: string, address: Address | null): Address {
  if (address === null) throw new Error(`${syscall}: the kernel gave no address`);
  return address;
}

/** What the kernel refused a connection with; what else went wrong is thrown. */
function refusalOf(failure: unknown): ErrnoName {
  if (failure instanceof TimeoutError) return "EAGAIN";
  if (!(failure instanceof SystemError) || failure.errno === "EINTR") throw failure;
  return failure.errno;
}

/** The name of a number. A kernel object of this package's making has one. */
function nameOf<N extends string>(table: Readonly<Record<N, number>>, number: number): N {
  const name = (Object.keys(table) as N[]).find((key) => table[key] === number);
  if (name !== undefined) return name;
  throw new Error(`a socket of a kind that is not known here: ${number}`);
}

function typeBits(type: SocketType): number {
  return socketTypes[type] | SOCK_NONBLOCK | SOCK_CLOEXEC;
}
