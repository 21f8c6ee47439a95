import { LONGEST_TIMER_MS } from "./longest-timer.js";

export const SIGINT = 2;
const SIGALRM = 14;

/** How long a thread computes before the others have a turn: CPython's switch interval, unless a program sets another. */
const TURN_MS = 5;

/** A shorter turn would be spent on switching. */
const SHORTEST_TURN_MS = 1;

export interface InterruptsOptions {
  /** One byte that the page writes SIGINT into; null where memory cannot be shared. */
  sharedInterrupt: Uint8Array | null;
  /** A signal came: what the main thread waits for is to be interrupted. */
  onSignal(): void;
  /** A signal waits to be taken, or none does any more. */
  onPending(hasPending: boolean): void;
}

/** Armed with `setitimer(ITIMER_REAL)`. */
export interface Alarm {
  remainingMs: number;
  intervalMs: number;
}

/** Signals for the program, and turns for its threads. */
export class Interrupts {
  readonly #options: InterruptsOptions;
  readonly #pending = new Set<number>();
  #threads = 0;
  #turnMs = TURN_MS;
  #turnBeganMs = 0;
  #alarm: { atMs: number; intervalMs: number } | undefined;
  #alarmTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: InterruptsOptions) {
    this.#options = options;
  }

  /** Whether Python, which computes, should look up: a signal waits to be taken, or a turn is over. */
  isTickNeeded(): boolean {
    this.#hearPage();
    this.#hearAlarm();
    return this.#pending.size > 0 || this.isTurnOver();
  }

  /** Whether a signal waits to be taken. */
  hasPending(): boolean {
    return this.#pending.size > 0;
  }

  raise(signal: number): void {
    this.#pending.add(signal);
    this.#options.onPending(true);
    this.#options.onSignal();
  }

  /** The signal that came first, 0 where there is none. */
  take(): number {
    const [first] = this.#pending;
    if (first === undefined) return 0;
    this.#pending.delete(first);
    this.#options.onPending(this.#pending.size > 0);
    return first;
  }

  /** How many threads live besides the main thread. */
  set threads(count: number) {
    this.#threads = count;
  }

  get threads(): number {
    return this.#threads;
  }

  /** A thread begins to compute, after a wait or for the first time. */
  turnBegins(): void {
    this.#turnBeganMs = performance.now();
  }

  /** Sets how long a thread computes while others wait. */
  set turnMs(length: number) {
    this.#turnMs = Math.max(SHORTEST_TURN_MS, length);
  }

  /** Whether others should have the processor now. A thread alone keeps it, where the page can interrupt it. */
  isTurnOver(): boolean {
    const isAlone = this.#threads === 0;
    if (isAlone && this.#options.sharedInterrupt !== null) return false;
    return performance.now() - this.#turnBeganMs >= (isAlone ? TURN_MS : this.#turnMs);
  }

  /** Sends SIGALRM after `delayMs`, then every `intervalMs`; 0 is never. */
  setAlarm(delayMs: number, intervalMs: number): void {
    this.#alarm = delayMs > 0 ? { atMs: performance.now() + delayMs, intervalMs } : undefined;
    this.#armTimer();
  }

  alarm(): Alarm {
    if (this.#alarm === undefined) return { remainingMs: 0, intervalMs: 0 };
    const { atMs, intervalMs } = this.#alarm;
    // 0 would say that none is armed.
    return { remainingMs: Math.max(0.001, atMs - performance.now()), intervalMs };
  }

  /** Ends the timer. */
  close(): void {
    this.#alarm = undefined;
    clearTimeout(this.#alarmTimer);
  }

  #hearPage(): void {
    const shared = this.#options.sharedInterrupt;
    if (shared !== null && Atomics.compareExchange(shared, 0, SIGINT, 0) === SIGINT) this.raise(SIGINT);
  }

  #hearAlarm(): void {
    if (this.#alarm === undefined) return;
    const { atMs, intervalMs } = this.#alarm;
    if (performance.now() < atMs) return;
    this.#alarm = intervalMs > 0 ? { atMs: atMs + intervalMs, intervalMs } : undefined;
    this.#armTimer();
    this.raise(SIGALRM);
  }

  #armTimer(): void {
    clearTimeout(this.#alarmTimer);
    if (this.#alarm === undefined) return;
    const delayMs = Math.min(Math.max(0, this.#alarm.atMs - performance.now()), LONGEST_TIMER_MS);
    this.#alarmTimer = setTimeout(() => {
      this.#hearAlarm();
      this.#armTimer();
    }, delayMs);
  }
}
