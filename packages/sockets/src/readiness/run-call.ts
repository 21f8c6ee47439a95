import { SystemError, TimeoutError } from "../errors.js";
import type { MaybePromise } from "../maybe-promise.js";
import type { ErrnoName } from "../system/errno.js";
import type { WaitOptions } from "../wait-options.js";
import type { FdReadiness } from "./fd-readiness.js";
import { somethingDone } from "./readiness.js";
import type { RetryOutcome, Waiter } from "./waiting-lines.js";

/** An attempt could not finish without waiting. */
export const PENDING = Symbol("pending");

/** One call that may have to wait: how to try it, and how its wait ends. */
export interface Operation<T> {
  readonly syscall: string;
  /** Tries without waiting. Throws what the kernel refused. */
  attempt(): T | typeof PENDING;
  /** Called before the call first waits: bytes of its caller's are good until then, and the call keeps what it still needs of them. */
  keep?(): void;
  /**
   * What a blocking call ends with where reading has been shut down and the kernel has nothing: it wakes then, while a
   * non-blocking one fails with EAGAIN for ever. Without it, the call waits on.
   */
  whenShut?(): T;
  /** What the call takes from its fd: see `Waiter`. */
  readonly line?: string | undefined;
  /** True where no event reports that the call may go on. */
  readonly isUnreported?: boolean;
  /** Bytes moved by attempts that ended in `PENDING`. */
  readonly movedBytes?: number;
  /** What to return where the wait is cut short after bytes were moved. */
  partial?(): T | undefined;
  /** What an interruption fails with, where that says more than EINTR. */
  interrupted?(): Error;
  /** What to return where the time is up. Without it that is a failure. */
  expired?(): T;
  /** An fd that is closed is for `attempt` to answer. Without it that is a failure. */
  readonly outlivesClose?: boolean;
  /** What a blocking call fails with after SO_RCVTIMEO or SO_SNDTIMEO, where that is not EAGAIN. */
  readonly limitErrno?: ErrnoName | undefined;
}

/** One fd that a call waits on, and for which events: EPOLLIN, EPOLLOUT … as bits. */
export interface WaitPlace {
  readonly readiness: FdReadiness;
  readonly interest: number;
}

/** What poll(2) says of the fd that a call is made on. */
export interface PolledFd {
  /** Whether the call's events, or an error, are there. */
  isReady(): boolean;
  /** Whether reading was shut down: POLLRDHUP. */
  isReadingShut(): boolean;
}

/** The rules of one call's wait. */
export interface Waiting {
  /** The socket's timeout when the call began: seconds, null for ever, 0 not at all. */
  readonly timeout: number | null;
  /** SO_RCVTIMEO or SO_SNDTIMEO of a blocking socket in seconds, null where it is not set. Asked once a call has to wait. */
  readonly limit?: (() => number | null) | undefined;
  /** Asked once a call has to wait. */
  readonly places: () => readonly WaitPlace[];
  /** The socket of a call that follows the rules of `tryNow`. */
  readonly polled?: PolledFd | undefined;
  readonly options: WaitOptions;
}

const MS_PER_SECOND = 1000;
/** The longest that setTimeout takes. Longer waits are made of several. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Runs a call: tries at once; where the kernel has nothing for it yet, waits until the fd is ready and tries
 * again, until it succeeds, fails, times out, is aborted or the socket is closed. Every call goes through here.
 * What need not wait gives its value, or throws: no promise, no timer, no listener.
 */
export function runCall<T>(operation: Operation<T>, waiting: Waiting): MaybePromise<T> {
  const { timeout, options } = waiting;
  const startMs = timeout === null || timeout === 0 ? 0 : performance.now();
  if (options.interrupter?.isInterrupted === true) throw new SystemError(operation.syscall, "EINTR");
  const value = tryNow(operation, waiting);
  if (value !== PENDING) {
    somethingDone();
    return value;
  }
  if (timeout === 0) {
    if (operation.expired !== undefined) return operation.expired();
    throw new SystemError(operation.syscall, "EAGAIN");
  }
  operation.keep?.();
  const limit = timeout === null ? (waiting.limit?.() ?? null) : null;
  const deadlineMs = timeout === null ? null : startMs + timeout * MS_PER_SECOND;
  const places = waiting.places();
  return new Promise((resolve, reject) => {
    new PendingCall(operation, { resolve, reject, deadlineMs, limit, places, waiting }).start();
  });
}

/**
 * One try. With a timeout above 0, CPython polls before each try, so that what would fail at once (`recv` on a
 * listener) waits for its time. Without a timeout, the kernel's blocking call ends where reading has been shut down.
 */
function tryNow<T>(operation: Operation<T>, { timeout, polled }: Waiting): T | typeof PENDING {
  if (polled === undefined || timeout === 0) return operation.attempt();
  if (timeout !== null) return polled.isReady() ? operation.attempt() : PENDING;
  const value = operation.attempt();
  if (value !== PENDING || operation.whenShut === undefined || !polled.isReadingShut()) return value;
  return operation.whenShut();
}

interface Settlement<T> {
  resolve(value: T): void;
  reject(reason: unknown): void;
  readonly deadlineMs: number | null;
  readonly limit: number | null;
  readonly places: readonly WaitPlace[];
  readonly waiting: Waiting;
}

class PendingCall<T> {
  readonly #operation: Operation<T>;
  readonly #settlement: Settlement<T>;
  /** By interest: a poll of many fds asks the same of most of them. */
  readonly #waiters = new Map<number, Waiter>();
  #timer: NodeJS.Timeout | undefined;

  constructor(operation: Operation<T>, settlement: Settlement<T>) {
    this.#operation = operation;
    this.#settlement = settlement;
  }

  start(): void {
    const { waiting, deadlineMs } = this.#settlement;
    const { options } = waiting;
    try {
      for (const { readiness, interest } of this.#settlement.places) readiness.add(this.#waiter(interest));
      options.interrupter?.whenInterrupted(() => this.#interrupt());
      if (deadlineMs !== null) this.#startTimer(deadlineMs, () => this.#expire());
      this.#startLimit();
      options.onWait?.();
    } catch (error) {
      this.#reject(error);
    }
  }

  #waiter(interest: number): Waiter {
    const { syscall, line, isUnreported = false } = this.#operation;
    // A blocking call and one with a timeout find different things on a socket that was shut down.
    const rules = this.#settlement.waiting.timeout === null ? "blocking" : "timed";
    const waiter = this.#waiters.get(interest) ?? {
      syscall,
      interest,
      line: line === undefined ? undefined : `${line} ${rules}`,
      isUnreported,
      outlivesClose: this.#operation.outlivesClose === true,
      retry: () => this.#retry(),
      fail: (failure) => this.#reject(failure),
      closed: () => this.#closed(),
    };
    this.#waiters.set(interest, waiter);
    return waiter;
  }

  #retry(): RetryOutcome {
    const movedBytes = this.#operation.movedBytes;
    try {
      const value = tryNow(this.#operation, this.#settlement.waiting);
      if (value === PENDING) return this.#operation.movedBytes === movedBytes ? "nothing" : "moved";
      this.#resolve(value);
    } catch (error) {
      this.#reject(error);
    }
    return "settled";
  }

  #closed(): void {
    if (this.#operation.outlivesClose === true) this.#retry();
    else this.#reject(new SystemError(this.#operation.syscall, "EBADF"));
  }

  #interrupt(): void {
    const { syscall } = this.#operation;
    this.#cutShort(this.#operation.interrupted?.() ?? new SystemError(syscall, "EINTR"));
  }

  /** What was moved so far counts; a failure only where that is nothing. */
  #cutShort(failure: Error): void {
    const partial = this.#operation.partial?.();
    if (partial === undefined) this.#reject(failure);
    else this.#resolve(partial);
  }

  /** What came in time may not have been reported yet: a busy process reads it after its own timer. */
  #expire(): void {
    if (this.#retry() === "settled") return;
    if (this.#operation.expired === undefined) this.#reject(new TimeoutError(this.#operation.syscall));
    else this.#resolve(this.#operation.expired());
  }

  /** SO_RCVTIMEO and SO_SNDTIMEO bound one call of the kernel: a call that is made of several begins anew as it gets on. */
  #startLimit(): void {
    const { limit } = this.#settlement;
    if (limit === null) return;
    const movedBytes = this.#operation.movedBytes;
    this.#startTimer(performance.now() + limit * MS_PER_SECOND, () => {
      if (this.#retry() === "settled") return;
      const { syscall, partial, limitErrno = "EAGAIN" } = this.#operation;
      if (partial === undefined && this.#operation.movedBytes !== movedBytes) this.#startLimit();
      else this.#cutShort(new SystemError(syscall, limitErrno));
    });
  }

  /** The timer is not what keeps the process alive: the wait does. */
  #startTimer(deadlineMs: number, onDeadline: () => void): void {
    const leftMs = deadlineMs - performance.now();
    const timerMs = Math.min(Math.ceil(leftMs), MAX_TIMER_MS);
    this.#timer = setTimeout(() => {
      if (performance.now() < deadlineMs) this.#startTimer(deadlineMs, onDeadline);
      else onDeadline();
    }, timerMs).unref();
  }

  #resolve(value: T): void {
    this.#leave();
    this.#settlement.resolve(value);
  }

  #reject(reason: unknown): void {
    this.#leave();
    this.#settlement.reject(reason);
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#settlement.waiting.options.interrupter?.whenInterrupted(undefined);
    for (const { readiness, interest } of this.#settlement.places) {
      const waiter = this.#waiters.get(interest);
      if (waiter !== undefined) readiness.remove(waiter);
    }
  }
}
