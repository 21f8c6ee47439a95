import { SystemError } from "../errors.js";
import type { FdOperation } from "../held-fd.js";
import { PENDING } from "../readiness/run-call.js";
import { socketConstants } from "../socket-constants.js";
import { EPOLLOUT } from "../system/epoll-calls.js";
import { type ErrnoName, errnos } from "../system/errno.js";
import { errnoOf, systemError } from "../system/libc.js";
import { pollOne } from "../system/poll-calls.js";
import { connect } from "../system/socket-calls.js";
import { readIntOption } from "../system/socket-options.js";

const pendingError = { level: socketConstants.SOL_SOCKET, name: socketConstants.SO_ERROR };

interface Connecting {
  readonly fd: number;
  readonly sockaddr: Uint8Array;
  readonly timeout: number | null;
  /** True for a Unix socket: poll(2) knows nothing of the backlog that it waits for. */
  readonly isUnreported: boolean;
}

/**
 * connect(2). Without a timeout it ends as the kernel's blocking call does, by calling connect again, which
 * also leaves the socket as that does: connected, or ready for another try. With one it reads SO_ERROR, as
 * CPython does, and what blocks without being in progress (a connect under way, a Unix listener whose backlog
 * is full) fails at once.
 */
export class ConnectOperation implements FdOperation<undefined> {
  readonly syscall = "connect";
  readonly interest = EPOLLOUT;
  readonly isUnreported: boolean;
  readonly #fd: number;
  readonly #sockaddr: Uint8Array;
  readonly #timeout: number | null;
  #isUnderWay = false;
  /** What the kernel said when it first made the call wait, which is what the wait ends with where SO_SNDTIMEO ends it. */
  #limitErrno: ErrnoName | undefined;

  constructor({ fd, sockaddr, timeout, isUnreported }: Connecting) {
    this.#fd = fd;
    this.#sockaddr = sockaddr;
    this.#timeout = timeout;
    this.isUnreported = isUnreported;
  }

  get limitErrno(): ErrnoName | undefined {
    return this.#limitErrno;
  }

  attempt(): undefined | typeof PENDING {
    if (this.#isUnderWay && this.#timeout !== null) return this.#finish();
    const number = errnoOf(() => connect(this.#fd, this.#sockaddr, this.#sockaddr.length));
    switch (number) {
      case 0:
        return undefined;
      case errnos.EINPROGRESS:
      case errnos.EINTR:
        if (this.#timeout === 0) throw new SystemError("connect", "EINPROGRESS");
        this.#isUnderWay = true;
        return this.#waits("EINPROGRESS");
      case errnos.EALREADY:
        if (this.#timeout === null) return this.#waits("EALREADY");
        break;
      case errnos.EAGAIN:
        if (this.#timeout === null) return this.#waits("EAGAIN");
        break;
      case errnos.EISCONN:
        // Another call on this socket has already seen the handshake end.
        if (this.#isUnderWay) return undefined;
    }
    throw systemError("connect", number);
  }

  #waits(errno: ErrnoName): typeof PENDING {
    this.#limitErrno ??= errno;
    return PENDING;
  }

  /** Before the handshake ends, SO_ERROR is 0 too. */
  #finish(): undefined | typeof PENDING {
    if (pollOne(this.#fd, EPOLLOUT) === 0) return PENDING;
    const number = readIntOption(this.#fd, pendingError);
    if (number !== 0) throw systemError("connect", number);
    return undefined;
  }
}
