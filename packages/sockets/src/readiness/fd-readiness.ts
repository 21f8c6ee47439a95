import { EPOLLERR, EPOLLHUP } from "../system/epoll-calls.js";
import { pollOne } from "../system/poll-calls.js";
import type { Epoll, ReadinessListener } from "./epoll.js";
import { runningEpoll } from "./readiness.js";
import { type RetryOutcome, type Waiter, WaitingLines } from "./waiting-lines.js";

/** Tries in one turn of the event loop. More follow in the next. */
const TRIES_PER_TURN = 64;

/** Pauses between tries of calls whose turn epoll does not report: each is twice the last. */
const FIRST_PAUSE_MS = 5;
const LAST_PAUSE_MS = 20;

/**
 * Who waits on one fd, and the fd's registration with epoll. A report is worth a try for the first of each
 * line, and for the next only where that one got what it wanted. What has helped nobody (a socket that polls as readable
 * because it was shut down) is not asked for again: only the next change is reported.
 */
export class FdReadiness implements ReadinessListener {
  readonly #fd: number;
  readonly #lines = new WaitingLines();
  #registration: { epoll: Epoll; id: number } | null = null;
  /** What epoll reports as things are now. */
  #armed: { events: number; isOneShot: boolean } = { events: 0, isOneShot: true };
  #round: Generator<RetryOutcome, void, undefined> | undefined;
  #hasHelped = false;
  /** What was reported while a round was going on. */
  #missedEvents = 0;
  #pauseMs = FIRST_PAUSE_MS;
  #pause: NodeJS.Timeout | undefined;
  #onIdle: (() => void) | undefined;

  constructor(fd: number) {
    this.#fd = fd;
  }

  add(waiter: Waiter): void {
    if (this.#registration === null) {
      const epoll = runningEpoll();
      this.#registration = { epoll, id: epoll.register(this.#fd, this) };
      this.#armed = { events: 0, isOneShot: true };
    }
    this.#lines.add(waiter);
    if (this.#lines.size === 1) this.#registration.epoll.hold();
    if (this.#round === undefined) this.#arm({ isOneShot: true });
    if (waiter.isUnreported) this.#startPause();
  }

  remove(waiter: Waiter): void {
    if (!this.#lines.remove(waiter) || this.#lines.size > 0) return;
    this.#registration?.epoll.release();
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#pauseMs = FIRST_PAUSE_MS;
    if (!this.#armed.isOneShot) this.#setArmed({ events: 0, isOneShot: true });
    this.#onIdle?.();
  }

  get isWaitedOn(): boolean {
    return this.#lines.size > 0;
  }

  /** The fd is closed, but not what it stands for: those who wait go on. Calls back when none does any more. */
  leave(onIdle: () => void): void {
    this.#onIdle = () => {
      this.#onIdle = undefined;
      onIdle();
    };
    for (const waiter of this.#lines.all()) if (waiter.outlivesClose) waiter.closed();
    if (!this.isWaitedOn) this.#onIdle?.();
  }

  /** All that wait are woken, and the registration ends. The fd may be closed afterwards. */
  close(): void {
    for (const waiter of this.#lines.all()) waiter.closed();
    this.#registration?.epoll.unregister(this.#fd, this.#registration.id);
    this.#registration = null;
  }

  onReady(events: number): void {
    if (this.#armed.isOneShot) this.#armed = { events: 0, isOneShot: true };
    if (this.#round !== undefined) {
      this.#missedEvents |= events;
      return;
    }
    this.#hasHelped = false;
    this.#round = this.#tryAll(events);
    this.#goOn();
  }

  onEnd(failure: (syscall: string) => Error): void {
    for (const waiter of this.#lines.all()) waiter.fail(failure(waiter.syscall));
    this.#registration = null;
  }

  /** Some tries of the round; the others in a later turn, so that whatever else there is gets its own. */
  #goOn(): void {
    for (let left = TRIES_PER_TURN; left > 0; left -= 1) {
      const step = this.#round?.next();
      if (step === undefined || step.done === true) {
        this.#roundEnds();
        return;
      }
      if (step.value !== "nothing") this.#hasHelped = true;
    }
    setImmediate(() => this.#goOn());
  }

  #roundEnds(): void {
    this.#round = undefined;
    const missed = this.#missedEvents;
    this.#missedEvents = 0;
    if (this.#registration === null || this.#lines.size === 0) return;
    if (missed !== 0) this.onReady(missed);
    else this.#arm({ isOneShot: this.#hasHelped });
  }

  *#tryAll(reported: number): Generator<RetryOutcome, void, undefined> {
    let events = reported;
    for (const line of this.#lines.inOrder()) {
      // What was there may have been taken meanwhile: the others need not try.
      if (this.#hasHelped && !line.isTaking) events = this.#registration === null ? 0 : this.#pollNow();
      if ((events & (line.interest | EPOLLERR | EPOLLHUP)) === 0) continue;
      for (const waiter of line.waiters) {
        const outcome = waiter.retry();
        yield outcome;
        if (line.isTaking && outcome !== "settled") break;
      }
    }
  }

  #pollNow(): number {
    return pollOne(this.#fd, this.#lines.interest());
  }

  /** Bounded, since the kernel says nothing of when these may go on. Who has tried in vain goes to the back. */
  #tryUnreported(): void {
    this.#pause = undefined;
    let hasHelped = false;
    for (const waiter of this.#lines.unreported(TRIES_PER_TURN)) {
      if (waiter.retry() === "nothing") this.#lines.toTheBack(waiter);
      else hasHelped = true;
    }
    this.#pauseMs = hasHelped ? FIRST_PAUSE_MS : Math.min(2 * this.#pauseMs, LAST_PAUSE_MS);
    if (this.#lines.hasUnreported) this.#startPause();
  }

  #startPause(): void {
    this.#pause ??= setTimeout(() => this.#tryUnreported(), this.#pauseMs).unref();
  }

  /** Each try came before its call waited here: an event that epoll already stands ready to report needs no second asking. */
  #arm({ isOneShot }: { isOneShot: boolean }): void {
    const events = this.#lines.interest();
    if ((events & ~this.#armed.events) === 0) return;
    this.#setArmed({ events, isOneShot });
  }

  #setArmed(armed: { events: number; isOneShot: boolean }): void {
    this.#armed = armed;
    this.#registration?.epoll.arm(this.#fd, this.#registration.id, armed);
  }
}
