import { type CallFailure, errnoFailure, timeoutFailure } from "@sockpit/protocol";
import type { WaitOptions } from "../wait-options.js";
import type { FdReadiness, RetryOutcome, Waiter } from "./fd-readiness.js";

/** An attempt could not finish without waiting. */
export const PENDING = Symbol("pending");

/** One call of a socket that may have to wait: how to try it, and what to wait for. */
export interface Operation<T> {
  readonly syscall: string;
  /** EPOLLIN or EPOLLOUT. */
  readonly interest: number;
  /** Tries without waiting. Throws what the kernel refused. */
  attempt(): T | typeof PENDING;
  /** Bytes moved by attempts that ended in `PENDING`. */
  readonly movedBytes?: number;
  /** What to return where the wait is cut short after bytes were received. */
  partial?(): T | undefined;
}

/** The rules of one call's wait. */
export interface Waiting {
  /** The socket's timeout when the call began: seconds, null for ever, 0 not at all. */
  readonly timeout: number | null;
  readonly readiness: () => FdReadiness;
  readonly options: WaitOptions;
}

const MS_PER_SECOND = 1000;
/** The longest that setTimeout takes. Longer waits are made of several. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Runs a call: tries at once; where the kernel has nothing for it yet, waits until the fd is ready and tries
 * again, until it succeeds, fails, times out, is aborted or the socket is closed. Every call goes through here.
 * A call that need not wait costs one promise: no timer, no listener.
 */
export function runCall<T>(operation: Operation<T>, waiting: Waiting): Promise<T> {
  const { timeout, options } = waiting;
  const startMs = timeout === null ? 0 : performance.now();
  try {
    if (options.signal?.aborted === true) throw errnoFailure(operation.syscall, "EINTR");
    const value = operation.attempt();
    if (value !== PENDING) return Promise.resolve(value);
    if (timeout === 0) throw errnoFailure(operation.syscall, "EAGAIN");
  } catch (error) {
    return Promise.reject(error);
  }
  const deadlineMs = timeout === null ? null : startMs + timeout * MS_PER_SECOND;
  return new Promise((resolve, reject) => {
    new PendingCall(operation, { resolve, reject, deadlineMs, waiting }).start();
  });
}

interface Settlement<T> {
  resolve(value: T): void;
  reject(reason: unknown): void;
  readonly deadlineMs: number | null;
  readonly waiting: Waiting;
}

class PendingCall<T> implements Waiter {
  readonly #operation: Operation<T>;
  readonly #settlement: Settlement<T>;
  readonly #readiness: FdReadiness;
  readonly #onAbort = () => this.#interrupt();
  #timer: NodeJS.Timeout | undefined;

  constructor(operation: Operation<T>, settlement: Settlement<T>) {
    this.#operation = operation;
    this.#settlement = settlement;
    this.#readiness = settlement.waiting.readiness();
  }

  get syscall(): string {
    return this.#operation.syscall;
  }

  get interest(): number {
    return this.#operation.interest;
  }

  start(): void {
    const { signal, onWait } = this.#settlement.waiting.options;
    try {
      this.#readiness.add(this);
      signal?.addEventListener("abort", this.#onAbort);
      this.#startTimer();
      onWait?.();
    } catch (error) {
      this.#reject(error);
    }
  }

  retry(): RetryOutcome {
    const movedBytes = this.#operation.movedBytes;
    try {
      const value = this.#operation.attempt();
      if (value === PENDING) return this.#operation.movedBytes === movedBytes ? "nothing" : "moved";
      this.#resolve(value);
    } catch (error) {
      this.#reject(error);
    }
    return "settled";
  }

  fail(failure: CallFailure): void {
    this.#reject(failure);
  }

  #interrupt(): void {
    const partial = this.#operation.partial?.();
    if (partial === undefined) this.#reject(errnoFailure(this.syscall, "EINTR"));
    else this.#resolve(partial);
  }

  /** The timer is not what keeps the process alive: the wait does. */
  #startTimer(): void {
    const { deadlineMs } = this.#settlement;
    if (deadlineMs === null) return;
    const leftMs = deadlineMs - performance.now();
    const timerMs = Math.min(Math.ceil(leftMs), MAX_TIMER_MS);
    this.#timer = setTimeout(() => this.#onTimer(deadlineMs), timerMs).unref();
  }

  #onTimer(deadlineMs: number): void {
    if (performance.now() < deadlineMs) this.#startTimer();
    else this.#reject(timeoutFailure(this.syscall));
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
    this.#settlement.waiting.options.signal?.removeEventListener("abort", this.#onAbort);
    this.#readiness.remove(this);
  }
}
