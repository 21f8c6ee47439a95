import type { KernelSocket } from "@sockpit/protocol";
import { finish } from "@sockpit/sockets";
import type { Derivation } from "./derivation/derivation.js";
import { Pacer } from "./pacer.js";
import { SocketReports } from "./socket-reports.js";
import type { Trace } from "./trace.js";

/** After a call or packet: how long to wait for more of them, so that many cost one look. */
const SETTLE_MS = 5;

/** With calls and packets all the time, how often to look: as often as the page draws. */
const SPACING_MS = 100;
/** After a quiet time so many looks come without that spacing: a program that acts now and then shows each of its states. */
const PROMPT_LOOKS = 40;
/** The pause after a look, as a multiple of what it took: the looks at one lab take a twentieth of the time at most. */
const PAUSE_FACTOR = 20;

/** While the kernel may change a socket by itself: the first wait, which doubles with each look that finds nothing new. */
const MIN_WAIT_MS = 200;
const MAX_WAIT_MS = 5_000;

/** Where the kernel says something else than was derived: the second look, which shows whether it stays so. */
const DOUBT_MS = 30;

/** How long a look goes on in one turn of the event loop. */
const SLICE_MS = 4;
/** With more sockets, a look takes too long to be made in one go. */
const MAX_IMMEDIATE_SOCKETS = 256;

/** Of one core, for the looks at all labs of this process. */
const LOOKING_SHARE = 0.1;
const pacer = new Pacer(LOOKING_SHARE);

export interface SocketWatchOptions {
  readonly trace: Trace;
  readonly derivation: Derivation;
  /** All sockets of one moment, in short steps. An unchanged one is the same object as the last time. */
  readonly look: () => Generator<void, KernelSocket[]>;
  /** How many fds programs hold: there are about so many sockets. */
  readonly countHeld: () => number;
  /** `touch` is called for every packet of the lab. */
  readonly seesPackets: boolean;
}

type Asker = (sockets: KernelSocket[]) => void;

/** A look under way, over several turns, and who waits for what it finds. */
interface Run {
  readonly steps: Generator<void, KernelSocket[]>;
  readonly askers: readonly Asker[];
  tookMs: number;
}

/**
 * Looks at a lab's sockets after calls and packets, and by timers only where the kernel changes a socket by itself.
 * Nothing while nobody follows the trace. What has changed becomes events: `SocketReports`.
 */
export class SocketWatch {
  readonly #trace: Trace;
  readonly #derivation: Derivation;
  readonly #look: SocketWatchOptions["look"];
  readonly #countHeld: SocketWatchOptions["countHeld"];
  readonly #reports: SocketReports;
  #askers: Asker[] = [];
  #run: Run | undefined;
  /** Something was done after the run had begun. */
  #isStale = false;
  /** What a look takes, on average. */
  #costMs = 0;
  #socketCount = 0;
  #endedAtMs = Number.NEGATIVE_INFINITY;
  /** What is left of the looks without spacing, each counted as its spacing. */
  #promptMs = PROMPT_LOOKS * SPACING_MS;
  #waitMs = MIN_WAIT_MS;
  #settling: NodeJS.Timeout | undefined;
  #waiting: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor({ trace, derivation, look, countHeld, seesPackets }: SocketWatchOptions) {
    this.#trace = trace;
    this.#derivation = derivation;
    this.#look = look;
    this.#countHeld = countHeld;
    this.#reports = new SocketReports(trace, { seesPackets });
  }

  /** Something was done that may have changed a socket. */
  touch(): void {
    if (this.#isStopped || !this.#trace.isHeard) return;
    this.#waitMs = MIN_WAIT_MS;
    this.#settling ??= setTimeout(this.#begin, this.#settleMs()).unref();
  }

  /** As `touch`, for what the kernel may soon forget: looks at once where that costs little. */
  touchAtOnce(): void {
    if (this.#isStopped || !this.#trace.isHeard) return;
    if (this.#isSmall()) this.refresh();
    else this.touch();
  }

  /** Looks now, puts what changed into the trace, and gives all sockets. Takes as long as it takes. */
  refresh(): KernelSocket[] {
    const startedAtMs = performance.now();
    const overtaken = this.#run?.askers ?? [];
    this.#run = undefined;
    const sockets = finish(this.#steps());
    this.#ended(performance.now() - startedAtMs);
    for (const answer of [...overtaken, ...this.#askers.splice(0)]) answer(sockets);
    return sockets;
  }

  /** As `refresh`, in turns of a few milliseconds where there are many sockets. */
  async refreshInTurns(): Promise<KernelSocket[]> {
    if (this.#isStopped) return [];
    if (this.#isSmall()) return this.refresh();
    return new Promise((resolve) => {
      this.#askers.push(resolve);
      this.#begin();
    });
  }

  /** Looks no more, also where calls end only now. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#settling);
    clearTimeout(this.#waiting);
    pacer.delete(this.#go);
    const left = [...(this.#run?.askers ?? []), ...this.#askers.splice(0)];
    this.#run = undefined;
    for (const answer of left) answer([]);
  }

  #isSmall(): boolean {
    return Math.max(this.#socketCount, this.#countHeld()) <= MAX_IMMEDIATE_SOCKETS;
  }

  /** How long to wait after a touch. */
  #settleMs(): number {
    const sinceMs = performance.now() - this.#endedAtMs;
    const spacingMs = SPACING_MS - this.#promptMs - sinceMs;
    const pauseMs = PAUSE_FACTOR * this.#costMs - sinceMs;
    return Math.max(SETTLE_MS, Math.ceil(spacingMs), Math.ceil(pauseMs));
  }

  readonly #begin = (): void => {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    // What it finds is of an earlier moment.
    if (this.#run !== undefined) this.#isStale = true;
    else pacer.add(this.#go);
  };

  /** Begins a look, or goes on with it, for a slice. */
  readonly #go = (): void => {
    this.#run ??= { steps: this.#steps(), askers: this.#askers.splice(0), tookMs: 0 };
    const run = this.#run;
    const startedAtMs = performance.now();
    for (;;) {
      const step = run.steps.next();
      const tookMs = performance.now() - startedAtMs;
      if (step.done === true) {
        this.#run = undefined;
        this.#ended(run.tookMs + tookMs);
        for (const answer of run.askers) answer(step.value);
        if (this.#askers.length > 0) this.#begin();
        else if (this.#isStale) this.touch();
        return;
      }
      if (tookMs < SLICE_MS) continue;
      run.tookMs += tookMs;
      pacer.add(this.#go);
      return;
    }
  };

  *#steps(): Generator<void, KernelSocket[]> {
    this.#isStale = false;
    const lookedUs = this.#trace.exactNow();
    const sockets = yield* this.#look();
    this.#socketCount = sockets.length;
    const { isSoon, hasNews, dueMs } = yield* this.#reports.update(sockets, lookedUs);
    this.#trace.settle();
    if (hasNews) this.#waitMs = MIN_WAIT_MS;
    const againMs = isSoon ? Math.min(dueMs, this.#waitMs) : dueMs;
    this.#lookAgain(this.#derivation.isInDoubt ? Math.min(againMs, DOUBT_MS) : againMs);
    return sockets.map((socket) => this.#derivation.confirmed(socket));
  }

  #ended(tookMs: number): void {
    const nowMs = performance.now();
    const regainedMs = Math.min(this.#promptMs + nowMs - this.#endedAtMs, PROMPT_LOOKS * SPACING_MS);
    this.#promptMs = Math.max(0, regainedMs - SPACING_MS);
    this.#costMs = (this.#costMs + tookMs) / 2;
    this.#endedAtMs = nowMs;
  }

  #lookAgain(inMs: number): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    if (inMs === Number.POSITIVE_INFINITY || this.#isStopped || !this.#trace.isHeard) return;
    this.#waitMs = Math.min(2 * this.#waitMs, MAX_WAIT_MS);
    const pauseMs = Math.max(inMs, PAUSE_FACTOR * this.#costMs);
    this.#waiting = setTimeout(this.#begin, Math.ceil(pauseMs)).unref();
  }
}
