import { type CallFailure, codedFailure } from "@sockpit/protocol";
import type { HostStats } from "../../between/host-stats.js";
import { type Deadline, startDeadline } from "../deadline.js";

const INTERVAL_MS = 1000;

/**
 * A lab host that has said nothing for so many rounds is ended. It answers between two turns of its event loop, however
 * busy it is; rounds are counted, and not seconds, so that a machine that slept kills none.
 */
const SILENT_ROUNDS = 10;

/** How long `check` waits. */
const CHECK_DEADLINE_MS = 2000;

interface Hooks {
  ping(): void;
  /** Called once. */
  onSilent(): void;
}

interface Waiting {
  readonly deadline: Deadline;
  resolve(stats: HostStats): void;
  reject(error: unknown): void;
}

/** Asks a lab host every second how it is. */
export class Pings {
  readonly #hooks: Hooks;
  readonly #timer: NodeJS.Timeout;
  readonly #waiting = new Set<Waiting>();
  #silentRounds = 0;
  #stats: HostStats | undefined;

  constructor(hooks: Hooks) {
    this.#hooks = hooks;
    this.#timer = setInterval(() => this.#round(), INTERVAL_MS);
    this.#timer.unref();
    hooks.ping();
  }

  get stats(): HostStats | undefined {
    return this.#stats;
  }

  get isAnswering(): boolean {
    return this.#silentRounds <= 1;
  }

  /** Any message shows that it works. */
  noteMessage(): void {
    this.#silentRounds = 0;
  }

  answered(stats: HostStats): void {
    this.#stats = stats;
    for (const waiting of this.#takeWaiting()) waiting.resolve(stats);
  }

  /** The answer to a ping from now on, or to one that is under way. `lab_host_silent`, `lab_host_lost`. */
  check(): Promise<HostStats> {
    if (this.#waiting.size === 0) this.#hooks.ping();
    return new Promise((resolve, reject) => {
      const deadline = startDeadline(CHECK_DEADLINE_MS, () => {
        this.#waiting.delete(waiting);
        reject(codedFailure("lab_host_silent", "The lab host did not answer in time."));
      });
      const waiting = { deadline, resolve, reject };
      this.#waiting.add(waiting);
    });
  }

  /** The lab host has ended. */
  end(failure: CallFailure): void {
    clearInterval(this.#timer);
    for (const waiting of this.#takeWaiting()) waiting.reject(failure);
  }

  #takeWaiting(): Waiting[] {
    const all = [...this.#waiting];
    this.#waiting.clear();
    for (const { deadline } of all) deadline.clear();
    return all;
  }

  #round(): void {
    this.#silentRounds += 1;
    if (this.#silentRounds > SILENT_ROUNDS) {
      clearInterval(this.#timer);
      this.#hooks.onSilent();
    } else this.#hooks.ping();
  }
}
