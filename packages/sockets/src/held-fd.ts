import { pollEvents } from "./constants.js";
import { type Description, forgetUnlessInFlight, newDescription } from "./description.js";
import { SystemError } from "./errors.js";
import type { MaybePromise } from "./maybe-promise.js";
import { FdReadiness } from "./readiness/fd-readiness.js";
import { type Operation, type PolledFd, runCall, type Waiting } from "./readiness/run-call.js";
import { checked } from "./system/libc.js";
import { F_DUPFD_CLOEXEC } from "./system/linux-constants.js";
import { pollOne } from "./system/poll-calls.js";
import { close, fcntl } from "./system/socket-calls.js";

/** A call that waits on one fd, for these events. */
export interface FdOperation<T> extends Operation<T> {
  /** EPOLLIN, EPOLLOUT … as bits. */
  readonly interest: number;
}

/** Poll and epoll give events the same numbers. */
function polledFd(fd: number, interest: number): PolledFd {
  return {
    isReady: () => pollOne(fd, interest) !== 0,
    isReadingShut: () => (pollOne(fd, pollEvents.POLLRDHUP) & pollEvents.POLLRDHUP) !== 0,
  };
}

/** Owns one fd of this process until `close`, and knows who waits on it. */
export class HeldFd {
  readonly description: Description;
  #fd: number;
  #readiness: FdReadiness | undefined;
  #retainers = 0;
  /** Closed, but retained. */
  #leftFd = -1;
  #onFreed: (() => void) | undefined;

  constructor(fd: number, description: Description = newDescription()) {
    this.#fd = fd;
    this.description = description;
    description.holders += 1;
  }

  /** The kernel's number; -1 once it is closed. */
  get number(): number {
    return this.#fd;
  }

  /** Whether closing it closes what it stands for. */
  get isLast(): boolean {
    return this.description.holders === 1 && this.description.inFlight === 0 && this.#retainers === 0;
  }

  /** The number of an open fd, or EBADF. */
  open(syscall: string): number {
    if (this.#fd === -1) throw new SystemError(syscall, "EBADF");
    return this.#fd;
  }

  readiness(): FdReadiness {
    this.#readiness ??= new FdReadiness(this.open("epoll_ctl"));
    return this.#readiness;
  }

  /** Prepares a call that may wait on this fd and runs it; `polls`: by the rules of `tryNow`. */
  run<T>(
    waiting: Omit<Waiting, "places" | "polled"> & { syscall: string; polls?: boolean },
    prepare: (fd: number) => FdOperation<T>,
  ): MaybePromise<T> {
    const fd = this.open(waiting.syscall);
    const operation = prepare(fd);
    const { timeout, limit, options } = waiting;
    const places = () => [{ readiness: this.readiness(), interest: operation.interest }];
    const polled = waiting.polls === true ? polledFd(fd, operation.interest) : undefined;
    return runCall(operation, { timeout, limit, options, places, polled });
  }

  /** dup(2), close-on-exec. EMFILE, EBADF. The caller owns the new one. */
  dup(): HeldFd {
    const fd = this.open("dup");
    return new HeldFd(
      checked("dup", () => fcntl(fd, F_DUPFD_CLOEXEC, 0)),
      this.description,
    );
  }

  /** Calls back once, when the kernel has freed the fd, no matter who owns it then. */
  whenFreed(callback: () => void): void {
    this.#onFreed = callback;
  }

  /**
   * As the kernel keeps a file for a call that uses it: until the release that this gives is called, a `close` frees
   * neither the fd nor its number.
   */
  retain(): () => void {
    this.#retainers += 1;
    return () => {
      this.#retainers -= 1;
      if (this.#retainers === 0 && this.#leftFd !== -1) this.#free(this.#leftFd);
    };
  }

  /** Hands the fd to a new owner; calls that wait on it here wake as by `close`. */
  handOver(): HeldFd {
    const fd = this.open("close");
    this.#leave();
    const next = new HeldFd(fd, this.description);
    next.#onFreed = this.#onFreed;
    this.#forget();
    return next;
  }

  /** Whether calls go on that wait on it though it is closed. */
  get isLeft(): boolean {
    return this.description.left.has(this);
  }

  /**
   * close(2). Where others hold fds of the same file, calls that wait on this one go on, as in Linux, and the fd is freed when they have
   * ended. On the last one they fail with EBADF. A second close does nothing.
   */
  close(): void {
    const fd = this.#fd;
    if (fd === -1) return;
    if (this.description.holders > 1 && this.#readiness?.isWaitedOn === true) {
      this.#leaveWaiting(this.#readiness, fd);
      return;
    }
    this.#leave();
    if (this.#retainers > 0) this.#leftFd = fd;
    else this.#free(fd);
  }

  /** The calls that still wait on a closed fd fail with EBADF, and it is freed. */
  abandon(): void {
    if (this.isLeft) this.#readiness?.close();
  }

  #leaveWaiting(readiness: FdReadiness, fd: number): void {
    const release = this.retain();
    this.#fd = -1;
    this.#leftFd = fd;
    const { description } = this;
    description.holders -= 1;
    description.left.add(this);
    readiness.leave(() => {
      description.left.delete(this);
      readiness.close();
      description.holders += 1;
      release();
    });
  }

  /** From now on it is closed for those who use it. */
  #leave(): void {
    this.#fd = -1;
    this.#readiness?.close();
  }

  #forget(): void {
    this.description.holders -= 1;
    if (this.description.holders > 0) return;
    forgetUnlessInFlight(this.description);
    for (const left of [...this.description.left]) left.abandon();
  }

  #free(fd: number): void {
    this.#leftFd = -1;
    this.#forget();
    try {
      checked("close", () => close(fd));
    } finally {
      this.#onFreed?.();
    }
  }
}
