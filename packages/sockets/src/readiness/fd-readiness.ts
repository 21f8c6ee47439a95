import type { CallFailure } from "@sockpit/protocol";
import { EPOLLERR, EPOLLHUP } from "../system/epoll-calls.js";
import type { Epoll, ReadinessListener } from "./epoll.js";
import { runningEpoll } from "./readiness.js";

/** What a waiter made of a report: it is done, it got further, or there was nothing for it. */
export type RetryOutcome = "settled" | "moved" | "nothing";

/** One call that waits on an fd. */
export interface Waiter {
  readonly syscall: string;
  /** EPOLLIN, EPOLLOUT … as bits. */
  readonly interest: number;
  retry(): RetryOutcome;
  fail(failure: CallFailure): void;
  /** The fd is about to be closed. */
  closed(): void;
}

/**
 * Some waits have no readiness that epoll could report: connect to a Unix listener whose backlog is full
 * and sendto to a Unix socket whose queue is full poll as writable all the while. After so many reports
 * in a row that helped nobody, each next one is asked for only after a pause.
 */
const MAX_IDLE_REPORTS = 3;
const IDLE_PAUSE_MS = 5;

/** Who waits on one fd, in order of arrival, and the fd's registration with the epoll thread. */
export class FdReadiness implements ReadinessListener {
  readonly #fd: number;
  readonly #waiters = new Set<Waiter>();
  #registration: { epoll: Epoll; id: number } | null = null;
  #idleReports = 0;
  #pause: NodeJS.Timeout | undefined;

  constructor(fd: number) {
    this.#fd = fd;
  }

  add(waiter: Waiter): void {
    if (this.#registration === null) {
      const epoll = runningEpoll();
      this.#registration = { epoll, id: epoll.register(this.#fd, this) };
    }
    this.#waiters.add(waiter);
    if (this.#waiters.size === 1) this.#registration.epoll.hold();
    this.#arm();
  }

  remove(waiter: Waiter): void {
    if (!this.#waiters.delete(waiter) || this.#waiters.size > 0) return;
    this.#registration?.epoll.release();
    this.#idleReports = 0;
    clearTimeout(this.#pause);
    this.#pause = undefined;
  }

  /** Tells all who wait and ends the registration. The fd may be closed afterwards. */
  close(): void {
    for (const waiter of this.#waiters) waiter.closed();
    this.#registration?.epoll.unregister(this.#fd, this.#registration.id);
    this.#registration = null;
  }

  onReady(events: number): void {
    const failed = (events & (EPOLLERR | EPOLLHUP)) !== 0;
    let helped = false;
    // A settled waiter leaves the set under the loop, which a Set allows.
    for (const waiter of this.#waiters) {
      if (!failed && (waiter.interest & events) === 0) continue;
      if (waiter.retry() !== "nothing") helped = true;
    }
    if (this.#waiters.size === 0) return;
    this.#idleReports = helped ? 0 : this.#idleReports + 1;
    if (this.#idleReports < MAX_IDLE_REPORTS) this.#arm();
    else this.#pause ??= setTimeout(() => this.#resume(), IDLE_PAUSE_MS).unref();
  }

  onEnd(failure: (syscall: string) => CallFailure): void {
    for (const waiter of this.#waiters) waiter.fail(failure(waiter.syscall));
    this.#registration = null;
  }

  #resume(): void {
    this.#pause = undefined;
    this.#arm();
  }

  #arm(): void {
    if (this.#waiters.size === 0) return;
    let events = 0;
    for (const waiter of this.#waiters) events |= waiter.interest;
    this.#registration?.epoll.arm(this.#fd, this.#registration.id, events);
  }
}
